import type { Tree } from './dialect.js';

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
