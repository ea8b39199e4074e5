import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

export const DIRECTORY = 'test/golden/files';

/** Every golden file; a test finds one that no suite compares any more. */
export const GOLDEN_FILES = [
  'apia-schema.json',
  'audit-actions.txt',
  'command-help.txt',
  'errors.json',
  'exchanges.api-v2.txt',
  'exchanges.core-v1.txt',
  'exchanges.outside.txt',
  'headers.json',
  'migrations.txt',
  'openapi.json',
  'plans.mariadb.txt',
  'plans.sqlite.txt',
  'routes.txt',
  'schema.mariadb.sql',
  'schema.sqlite.sql',
] as const;

export type GoldenFile = (typeof GOLDEN_FILES)[number];

/** Whether this run writes the files anew: `npm run golden`. */
export const WRITING = process.env.WRITE_GOLDEN === '1';

/**
 * Compares a text with what is kept of it, line by line, and shows the lines that differ with those around them.
 * @param writes false where a suite runs on several databases and another of them writes the file
 */
export function expectGolden(file: GoldenFile, made: string, writes = true): void {
  const path = `${DIRECTORY}/${file}`;
  const text = `${made.trimEnd()}\n`;
  if (WRITING && writes) writeFileSync(path, text);
  // Lines, because a long text that differs is shown whole.
  expect(text.split('\n')).toEqual(readFileSync(path, 'utf8').split('\n'));
}

/** JSON with the members of every object by their names, in whatever order they were. */
export function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted<unknown>(member)])) as T;
}

export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Texts in one order on every machine, whatever its language. */
export function byText<T>(text: (each: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : Number(text(a) > text(b)));
}
