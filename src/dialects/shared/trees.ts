import type { Tree } from './dialect.js';

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const REPEATED = Symbol('repeated');

type Repeated = Record<string, unknown[]>;

/** Keeps all values of a name that a query repeats, beside the tree, which has only the last of them. */
export function noteRepeated(tree: Tree, name: string, value: unknown): void {
  const kept = (Reflect.get(tree, REPEATED) as Repeated | undefined) ?? (Object.create(null) as Repeated);
  kept[name] ??= [tree[name]];
  kept[name].push(value);
  // Not enumerable: it is no argument.
  Object.defineProperty(tree, REPEATED, { value: kept, configurable: true });
}

/** All values of this name, if it was repeated. */
export function repeatedIn(tree: object, name: string): readonly unknown[] | undefined {
  return (Reflect.get(tree, REPEATED) as Repeated | undefined)?.[name];
}

/** The same tree, with all values of the names that its query repeats. */
export function withRepeated(tree: Tree, query: Tree): Tree {
  return Object.defineProperty(tree, REPEATED, { value: Reflect.get(query, REPEATED) });
}

/**
 * Lays one tree over another, leaf by leaf: trees merge, everything else (lists too) is replaced (core-v1.md §2.2).
 * Neither is changed. Both are at most 32 levels deep: the readers of body and query refuse more.
 */
export function mergeTrees(under: Tree, over: Tree): Tree {
  const merged: Tree = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const below = Object.hasOwn(merged, name) ? merged[name] : undefined;
    merged[name] = isTree(value) && isTree(below) ? mergeTrees(below, value) : value;
  }
  return merged;
}
