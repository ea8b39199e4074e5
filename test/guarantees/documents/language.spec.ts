import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { proseOf } from './source-comments.js';

/** The files below a folder whose name ends so. */
const filesIn = (folder: string, end: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) =>
    end.test(name) ? [join(folder, name)] : [],
  );

/** Pages for callers, operators and contributors, decision records included. */
const PAGES = [
  ...[
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'docker/README.md',
    'clients/typescript/README.md',
  ],
  ...filesIn('docs', /\.md$/),
];

/** What the API and the command line print: the golden files, which other tests compare with the code. */
const PRINTED = ['openapi.json', 'apia-schema.json', 'errors.json', 'command-help.txt', 'audit-actions.txt'].map(
  (name) => `test/golden/files/${name}`,
);

/** Gendered words for callers and users, and words that had a private meaning here; the field has terms for each. */
const PRIVATE_WORDS = [
  ...['he', 'his', 'him', 'himself', 'she', 'her', 'hers', 'herself'],
  ...['whoever', 'whosoever', 'nobody', 'somebody', 'deed', 'deeds', 'told', 'tells'],
  ...['stand', 'stands', 'stood', 'judge', 'judges', 'judged', 'judgement', 'wish', 'wishes', 'wished'],
  ...['asleep', 'folk', 'thereof', 'likewise'],
];

/** Sources whose comments are checked, and the titles of their tests. */
const SOURCES = [
  ...filesIn('src', /\.ts$/),
  ...filesIn('scripts', /\.[cm]js$/),
  ...filesIn('bench', /^(?!.*node_modules\/).*\.[cm]?[jt]s$/),
  ...filesIn('test', /\.ts$/),
  ...filesIn('clients/typescript/src', /(?<!openapi)\.ts$/),
  ...filesIn('clients/typescript/scripts', /\.mjs$/),
];

/** Published sentences and names, which a client may compare. */
const EXEMPT: readonly string[] = [];

const pattern = new RegExp(`.{0,40}\\b(?:${PRIVATE_WORDS.join('|')})\\b.{0,40}`, 'gi');

/** Text without code: reserved sub-domains and values may be any word. */
function prose(path: string): string {
  const text = readFileSync(path, 'utf8');
  const withoutCode = path.endsWith('.md') ? text.replace(/`[^`\n]*`/g, '``') : text.replace(/^\s*"[a-z]+",?$/gm, '');
  return EXEMPT.reduce((rest, sentence) => rest.replaceAll(sentence, ''), withoutCode);
}

describe.each([...PAGES, ...PRINTED])('%s', (path) => {
  it('is in plain, gender-neutral English', () => {
    expect(prose(path).match(pattern) ?? []).toEqual([]);
  });
});

describe.each(SOURCES)('%s', (path) => {
  it('has comments in plain, gender-neutral English', () => {
    expect(proseOf(path).match(pattern) ?? []).toEqual([]);
  });
});
