import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { Env } from '../../../src/config/env.js';

/** The rows of the table in docs/configuration.md: variable to documented default. */
function documented(): Map<string, string> {
  const page = readFileSync('docs/configuration.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|/gm)];
  return new Map(rows.map(([, variable, value]) => [variable!, value!.replaceAll('`', '')]));
}

function declared(): Map<string, string> {
  const defaults = new Env() as unknown as Record<string, string | number | string[] | undefined>;
  const rules = getMetadataStorage().getTargetValidationMetadatas(Env, '', false, false);
  const shown = (value: string | number | string[] | undefined): string =>
    value === undefined ? 'unset' : value.toString() || 'empty';
  return new Map(rules.map(({ propertyName }) => [propertyName, shown(defaults[propertyName])]));
}

describe('docs/configuration.md', () => {
  it('names every variable that is read, with its default, and no other', () => {
    const sorted = (table: Map<string, string>) => [...table].sort(([a], [b]) => a.localeCompare(b));
    expect(sorted(documented())).toEqual(sorted(declared()));
    expect(declared().size).toBeGreaterThan(10);
  });
});
