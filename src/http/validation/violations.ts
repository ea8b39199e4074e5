import type { ValidationError } from 'class-validator';
import type { Violation } from '../../common/errors.js';
import { argumentSetOf } from './argument-set.js';
import { faultsIn } from './fields/check.js';
import { saidOf } from './described.js';

type Path = Violation['path'];

/** What class-validator found, in declared order, list elements in the order of their positions. */
export function violationsIn(errors: readonly ValidationError[], above: Path = []): Violation[] {
  return errors.flatMap((error) => violationsOf(error, [...above, error.property]));
}

/** What core-v1 tells of an argument that is at fault; `target` is the prototype of its DTO, or an instance. */
export function publishedOf(target: object, property: string): Pick<Violation, 'argumentSet' | 'description'> {
  const argumentSet = argumentSetOf(target);
  const description = saidOf(target, property);
  return { ...(argumentSet !== undefined && { argumentSet }), ...(description !== undefined && { description }) };
}

function violationsOf(error: ValidationError, path: Path): Violation[] {
  const set = error.target ? publishedOf(error.target, error.property) : {};
  const faults = faultsIn(error.constraints);
  const whole = faults.filter(({ index }) => index === undefined);
  if (whole.length > 0) return whole.map(({ rule }) => ({ path, rule, ...set }));
  const children = error.children ?? [];
  if (!Array.isArray(error.value)) return violationsIn(children, path);

  // An element that is of the wrong kind has children too: class-validator looks into lists within lists.
  const wrongKind = new Set(faults.map(({ index }) => index));
  const elements: { index: number; found: Violation[] }[] = faults.map(({ rule, index = 0 }) => ({
    index,
    found: [{ path: [...path, index], rule, ...set }],
  }));
  for (const child of children) {
    const index = Number(child.property);
    if (wrongKind.has(index)) continue;
    elements.push({ index, found: violationsIn(child.children ?? [], [...path, index]) });
  }
  return elements.sort((a, b) => a.index - b.index).flatMap(({ found }) => found);
}
