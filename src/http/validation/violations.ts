import type { ValidationError } from 'class-validator';
import type { Violation } from '../../common/errors.js';
import { argumentSetOf } from './argument-set.js';
import { descriptionOf } from './argument-metadata.js';
import { brokenRulesOf } from './fields/custom-checks.js';

type Path = Violation['path'];
type Published = Pick<Violation, 'argumentSet' | 'description'>;

/** What class-validator found, in declared order, list elements in the order of their positions. */
export function violationsIn(errors: readonly ValidationError[], above: Path = []): Violation[] {
  return errors.flatMap((error) => {
    const published = error.target ? publishedOf(error.target, error.property) : {};
    return violationsOf(error, [...above, error.property], published);
  });
}

/** What core-v1 publishes of an invalid argument; `target` is the prototype of its DTO, or an instance. */
export function publishedOf(target: object, property: string): Published {
  const argumentSet = argumentSetOf(target);
  const description = descriptionOf(target, property);
  return { ...(argumentSet !== undefined && { argumentSet }), ...(description !== undefined && { description }) };
}

function violationsOf(error: ValidationError, path: Path, published: Published): Violation[] {
  const children = error.children ?? [];
  const own = brokenRulesOf(error).map(({ rule, index }) => {
    return { path: index === undefined ? path : [...path, index], rule, ...published };
  });
  if (!Array.isArray(error.value)) return [...own, ...violationsIn(children, path)];
  // An element that is not an object is reported as an argument of the set that the list belongs to.
  const ofElements = children.flatMap((element) =>
    violationsOf(element, [...path, Number(element.property)], published),
  );
  return [...own, ...ofElements];
}
