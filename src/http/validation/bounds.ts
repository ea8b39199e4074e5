import 'reflect-metadata';
import type { Tree } from '../../dialects/shared/dialect.js';
import { type DtoClass, nestedDtoOf } from './argument-metadata.js';
import { namesIn } from './names.js';

/**
 * The most elements of a list whose limit the domain checks, with its own error after state and permission: no caller
 * needs more than this, and more are refused as an argument.
 */
export const MAX_ELEMENTS = 100;

const MOST_SENT = Symbol('most elements sent');

/** The argument takes a list of so many elements, as it is sent: a longer one is refused by its length alone. */
export function acceptsUpTo(elements: number): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(MOST_SENT, elements, target, property);
}

interface Declared {
  readonly name: string;
  /** Undefined where no list is taken. */
  readonly mostSent: number | undefined;
  /** The DTO of an object, or of each element of a list. */
  readonly dto: DtoClass | undefined;
}

const known = new WeakMap<DtoClass, readonly Declared[]>();

function declaredIn(dto: DtoClass): readonly Declared[] {
  const found = known.get(dto) ?? declarationsOf(dto);
  known.set(dto, found);
  return found;
}

function declarationsOf(dto: DtoClass): readonly Declared[] {
  return [...namesIn(dto)].map((name) => ({
    name,
    mostSent: Reflect.getMetadata(MOST_SENT, dto.prototype as object, name) as number | undefined,
    dto: nestedDtoOf(dto, name)?.dto,
  }));
}

/**
 * What a DTO declares of a tree, in a size that it declares: class-transformer and class-validator process every
 * element and member, and at about 20 µs for each a body would keep all other callers waiting.
 *
 * What is left out does not change the result. Members that are not declared are ignored; of an object or a list where none is
 * taken only the kind is wrong; a list that is too long stays too long, with nothing in it.
 */
export function boundedPart(dto: DtoClass, tree: Tree): Tree {
  const part: Tree = {};
  for (const declared of declaredIn(dto)) {
    const { name } = declared;
    if (Object.hasOwn(tree, name)) part[name] = boundedValue(declared, tree[name]);
  }
  return part;
}

function boundedValue({ mostSent, dto }: Declared, value: unknown): unknown {
  if (!Array.isArray(value) || mostSent === undefined) return boundedElement(dto, value);
  if (value.length > mostSent) return Array<null>(mostSent + 1).fill(null);
  return value.map((element) => boundedElement(dto, element));
}

function boundedElement(dto: DtoClass | undefined, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return [];
  return dto ? boundedPart(dto, value as Tree) : {};
}
