import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { figures } from '../../support/scenes/figures.js';

/** The sources without their unit tests, by path. */
const SOURCES: ReadonlyMap<string, string> = new Map(
  readdirSync('src', { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, 'utf8')]),
);

/** These limits are only ever lowered. */
const MAX_FILES = 14;
const MAX_DTO_FILES = 29;

/** The three of organizations, two that lie below them and cannot import them (the log's, the probe of writing), and the
 * check of the data, which looks at the columns of every table. */
const WITH_SQL_ON_ORGANIZATIONS: readonly string[] = [
  'src/audit/audit.queries.ts',
  'src/database/connection/readiness.ts',
  'src/integrity/audit-invariants.queries.ts',
  'src/integrity/organization-invariants.queries.ts',
  'src/organization/listing/organization-list.queries.ts',
  'src/organization/organization.queries.ts',
  'src/organization/path/organization-path.queries.ts',
];

const folders = new Map<string, string[]>();
for (const path of SOURCES.keys()) folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), path]);

/** The top-level folders of src that each of them imports from. */
const imports = new Map<string, Set<string>>();
for (const [path, text] of SOURCES) {
  const from = path.split('/')[1]!;
  for (const [, target] of text.matchAll(/\bfrom '(\.[^']+)'/g)) {
    const to = normalize(join(dirname(path), target!)).split('/')[1]!;
    if (to !== from) imports.set(from, (imports.get(from) ?? new Set()).add(to));
  }
}

function reachable(from: string, seen = new Set<string>()): Set<string> {
  for (const to of imports.get(from) ?? []) if (!seen.has(to)) reachable(to, seen.add(to));
  return seen;
}

const matching = (pattern: RegExp) => [...SOURCES].filter(([, text]) => pattern.test(text)).map(([path]) => path);
const dtoFiles = [...SOURCES.keys()].filter((path) => path.endsWith('.dto.ts'));
const onOrganizations = matching(/\b(FROM|JOIN|INTO|UPDATE) organizations\b/).filter(
  (path) => !path.includes('/migrations/'),
);
const exported = [...SOURCES.values()].flatMap((text) =>
  [...text.matchAll(/^export (?:abstract |async )?(?:const|function|class|interface|type) (\w+)/gm)].map(
    ([, name]) => name,
  ),
);
const circular = [...imports.keys()].filter((folder) => reachable(folder).has(folder));

describe('the shape of the sources', () => {
  it('is printed', () => {
    const [largest] = [...folders].sort(([, a], [, b]) => b.length - a.length);
    figures('the sources', {
      files: SOURCES.size,
      folders: folders.size,
      'files per folder': (SOURCES.size / folders.size).toFixed(1),
      'largest folder': `${largest![0]} (${largest![1].length})`,
      'DTO files': dtoFiles.length,
      migrations: (folders.get('src/database/migrations') ?? []).length,
      'files with SQL on organizations': onOrganizations.length,
      'folders in circles': circular.length,
    });
    expect(SOURCES.size).toBeGreaterThan(0);
  });

  it('has no exported name twice', () => {
    expect(exported.filter((name, at) => exported.indexOf(name) !== at)).toEqual([]);
  });

  it(`has at most ${MAX_FILES} files in a folder`, () => {
    const sizes = [...folders].map(([folder, files]) => [folder, files.length] as const);
    expect(sizes.filter(([, size]) => size > MAX_FILES)).toEqual([]);
  });

  it('has few files of DTOs, and SQL on organizations in few files', () => {
    expect(dtoFiles.slice(MAX_DTO_FILES)).toEqual([]);
    expect(onOrganizations.sort()).toEqual(WITH_SQL_ON_ORGANIZATIONS);
  });

  it('has one file of DTOs in a folder', () => {
    const named = dtoFiles.map((path) => dirname(path));
    expect(named.filter((folder, position) => named.indexOf(folder) !== position)).toEqual([]);
  });

  it('has no circle between the folders of src', () => {
    expect(circular).toEqual([]);
  });
});
