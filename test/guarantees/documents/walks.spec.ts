import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const PAGE = readFileSync('docs/architecture.md', 'utf8');

/** Each heading of the page with its numbered list of files. */
const WALKS = PAGE.split(/^#{2,3} /m)
  .map((section) => [
    section.split('\n')[0]!,
    [...section.matchAll(/^\d+\. `(src\/[^`]+)`/gm)].map(([, file]) => file!),
  ])
  .filter((walk): walk is [string, string[]] => walk[1]!.length > 0);

/** Called by Nest, and so imported by modules alone. */
const CALLED_BY_NEST = /\.(guard|filter|controller|module)\.ts$/;

function importsOf(file: string): string[] {
  const targets = readFileSync(file, 'utf8').matchAll(/\b(?:from|import) '(\.[^']+)\.js'/g);
  return [...targets].map(([, target]) => `${normalize(join(dirname(file), target!))}.ts`);
}

describe('the walks of docs/architecture.md', () => {
  it('are the pipeline and four requests', () => {
    expect(WALKS.map(([name]) => name)).toEqual([
      'The pipeline of every request',
      'Create an enterprise',
      'Create a managed organization',
      'Place a hold',
      'Add users to an enterprise',
    ]);
  });

  it.each(WALKS)('%s: has at most 12 files, of which at most 8 are in one folder', (_, files) => {
    expect(files.length).toBeLessThanOrEqual(12);
    const inFolder = (folder: string) => files.filter((file) => dirname(file) === folder).length;
    expect(files.filter((file) => inFolder(dirname(file)) > 8)).toEqual([]);
  });

  it.each(WALKS)('%s: names files that exist, each imported by an earlier one or called by Nest', (_, files) => {
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    const begins = (file: string, index: number) => index === 0 || CALLED_BY_NEST.test(file);
    const isImported = (file: string, index: number) =>
      files.slice(0, index).some((earlier) => importsOf(earlier).includes(file));
    expect(files.filter((file, index) => !begins(file, index) && !isImported(file, index))).toEqual([]);
  });
});
