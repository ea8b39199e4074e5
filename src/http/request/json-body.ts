import type { Tree } from '../../dialects/shared/dialect.js';

const MAX_DEPTH = 32;

/** A JSON body that cannot be used; `message` is the reason, which is shown to the client. */
export class InvalidJson extends Error {}

function checkText(text: string): void {
  if (!text.isWellFormed()) throw new InvalidJson('A text in it is not well-formed Unicode.');
  if (text.includes('\0')) throw new InvalidJson('A text in it holds the character NUL.');
}

/**
 * Walks through the whole body once. Members that change what an object is (`__proto__`, and `constructor`, which
 * class-transformer would call) are dropped; no argument has such a name. It must be cheap for each value, since bodies
 * of 20,000 objects reach it before validation.
 */
function inspect(node: object, depth = 1): void {
  if (depth > MAX_DEPTH) throw new InvalidJson(`It is nested deeper than ${MAX_DEPTH} levels.`);
  if (Array.isArray(node)) {
    node.forEach((value) => inspectValue(value, depth));
    return;
  }
  for (const name in node) {
    checkText(name);
    if (name === '__proto__' || name === 'constructor') Reflect.deleteProperty(node, name);
    else inspectValue((node as Record<string, unknown>)[name], depth);
  }
}

function inspectValue(value: unknown, depth: number): void {
  if (typeof value === 'string') checkText(value);
  else if (typeof value === 'object' && value !== null) inspect(value, depth + 1);
}

/**
 * Reads a JSON body. An empty one, and one that is not an object, is the empty tree (core-v1.md §3.1); of equal
 * members the last wins.
 * @throws InvalidJson for bytes that are no UTF-8, no JSON, nested over 32 levels, or hold ill-formed texts
 */
export function parseJsonBody(bytes: Uint8Array): Tree {
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new InvalidJson(error instanceof SyntaxError ? error.message : 'It is not encoded in UTF-8.');
  }
  if (typeof value !== 'object' || value === null) return {};
  inspect(value);
  return Array.isArray(value) ? {} : (value as Tree);
}
