import type { Violation } from '../../common/errors.js';
import type { Tree } from '../../dialects/shared/dialect.js';
import { noteRepeated } from '../../dialects/shared/trees.js';

/** A query or form, parsed as far as it could be. With a `fault` its tree is not to be used. */
export interface ParsedQuery {
  readonly tree: Tree;
  readonly fault?: Violation;
}

/** As many pairs as a query or a form may have. */
export const MAX_PAIRS = 1_000;
const MAX_DEPTH = 32;
/** Members that change what an object is; they are dropped like any other undeclared name. */
const UNTOUCHABLE = /(?:^|[[\]])(?:__proto__|constructor)(?:$|[[\]])/;

class Conflict extends Error {}

const emptyTree = (): Tree => Object.create(null) as Tree;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** Whether `tree` already has the member `name`, so that it begins a new element of the list. */
function has(tree: Tree, name: string): boolean {
  if (name.includes('[]')) return false;
  let at: unknown = tree;
  for (const part of name.split(/[[\]]+/)) {
    if (part === '') continue;
    if (!isTree(at) || !Object.hasOwn(at, part)) return false;
    at = at[part];
  }
  return true;
}

/** Puts one value into the tree by the rules of Rack, whose nested names core-v1's clients send (core-v1.md §3.2). */
function put(tree: Tree, name: string, value: string | null): void {
  const [, key = '', rest = ''] = /^[[\]]*([^[\]]+)\]*(.*)$/s.exec(name) ?? [];
  if (key === '') return;
  if (rest === '') tree[key] = value;
  else if (rest === '[]') listAt(tree, key).push(value);
  else if (rest.startsWith('[]'))
    putInList(listAt(tree, key), /^\[\]\[([^[\]]+)\]$/.exec(rest)?.[1] ?? rest.slice(2), value);
  else {
    const below = (tree[key] ??= emptyTree());
    if (!isTree(below)) throw new Conflict();
    put(below, rest, value);
  }
}

function listAt(tree: Tree, key: string): unknown[] {
  const list = (tree[key] ??= []);
  if (!Array.isArray(list)) throw new Conflict();
  return list;
}

function putInList(list: unknown[], name: string, value: string | null): void {
  const last = list.at(-1);
  if (isTree(last) && !has(last, name)) {
    put(last, name, value);
    return;
  }
  const element = emptyTree();
  put(element, name, value);
  list.push(element);
}

function decodePair(pair: string): [name: string, value: string | null] {
  const at = pair.indexOf('=');
  return at < 0 ? [decode(pair), null] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
}

function putPair(tree: Tree, [name, value]: readonly [string, string | null]): void {
  if (name.includes('\0') || value?.includes('\0') === true) throw new Conflict();
  if (UNTOUCHABLE.test(name)) return;
  if (name.split('[').length > MAX_DEPTH) throw new Conflict();
  if (Object.hasOwn(tree, name)) noteRepeated(tree, name, value);
  put(tree, name, value);
}

/**
 * Parses a query or a form body as Rack does: `a[b]=1`, `a[]=1`, `a[][b]=1&a[][c]=2`; the last of equal names wins, a
 * name without `=` is null. It never throws, because the router calls it before everything that could answer: what
 * cannot be read (a bad escape, NUL, one name as text and as tree, over 1,000 pairs, over 32 levels) is a fault.
 */
export function parseRackQuery(text: string): ParsedQuery {
  const tree = emptyTree();
  const pairs = text.split('&', MAX_PAIRS + 1);
  if (pairs.length > MAX_PAIRS) return { tree, fault: { path: ['query'], rule: 'too_many' } };
  for (const pair of pairs) {
    if (pair === '') continue;
    try {
      putPair(tree, decodePair(pair));
    } catch {
      return { tree, fault: { path: [argumentIn(pair)], rule: 'ill_formed' } };
    }
  }
  return { tree };
}

/** The same for names and values that are not encoded; at most as many as a query may have. */
export function treeOfPairs(pairs: readonly (readonly [name: string, value: string])[]): ParsedQuery {
  const tree = emptyTree();
  for (const pair of pairs) {
    try {
      putPair(tree, pair);
    } catch {
      return { tree, fault: { path: [argumentIn(pair[0])], rule: 'ill_formed' } };
    }
  }
  return { tree };
}

/** The argument that a nested name is about, as far as it may be shown. */
export function argumentIn(pair: string): string {
  return (pair.split(/=|\[|%5B/i, 1)[0] ?? '').slice(0, 100);
}
