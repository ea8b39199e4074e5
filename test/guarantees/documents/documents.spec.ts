import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const DECISIONS = readdirSync('docs/decisions').sort();

/** Everything that people read. */
const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'docker/README.md'],
  '.github/PULL_REQUEST_TEMPLATE.md',
  ...['docs', 'docs/operations'].flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : [])),
  ),
  ...DECISIONS.map((name) => `docs/decisions/${name}`),
];

const text = (page: string): string => readFileSync(page, 'utf8');
const inCode = (page: string): string[] => [...text(page).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);

/** The sources as one text, in which a name on a page must occur. */
const SOURCES = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

/** Created by the reader of the page. */
const MADE_BY_THE_READER = new Set(['docker/.env']);

/** A test may be named by the beginning of its file's name, as jest takes it. */
const isThere = (path: string): boolean =>
  existsSync(path) || existsSync(`${path}.e2e-spec.ts`) || MADE_BY_THE_READER.has(path);

describe.each(PAGES)('%s', (page) => {
  it('names only files and folders that are there', () => {
    const paths = inCode(page).filter((code) => /^(src|test|docs|docker|scripts)\/[\w./-]+$/.test(code));
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  it('links only to what is there', () => {
    const links = [...text(page).matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target!);
    const local = links.filter((target) => !/^https?:/.test(target));
    expect(local.filter((target) => !existsSync(normalize(join(dirname(page), target))))).toEqual([]);
  });

  // Outside of this project it would ask the registry for a package of that name, which is not ours, and run it.
  it('starts no command from the registry', () => {
    expect(text(page).match(/\bnpx (?!redocly)\S+/g)).toBeNull();
  });

  it('names only decorators and commands that exist', () => {
    const decorators = inCode(page).flatMap((code) => /^@([A-Z]\w+)/.exec(code)?.[1] ?? []);
    const known = (name: string) => new RegExp(`\\b${name}\\b`).test(SOURCES);
    expect(decorators.filter((name) => !known(name))).toEqual([]);
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const commands = [...text(page).matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name!);
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('has a line for every folder of src, and for no other', () => {
    const table = text('docs/architecture.md')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const named = [...table.join('\n').matchAll(/`src\/([a-z-]+)`/g)].map(([, folder]) => folder!);
    const folders = readdirSync('src', { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
    expect([...new Set(named)].sort()).toEqual(folders.sort());
  });

  it('walks through guards that run in the order of its picture', () => {
    const order = (page: string) => page.match(/\b(Route|Access|Arguments)Guard\b/g) ?? [];
    const registered = text('src/app.module.ts').split('providers:')[1]!;
    expect(order(registered)).toEqual(['RouteGuard', 'AccessGuard', 'ArgumentsGuard']);
    const picture = text('docs/architecture.md').split('```')[1]!;
    expect(order(picture)).toEqual(order(registered));
  });

  it('names the waits that the code has', () => {
    const page = text('docs/architecture.md').replace(/\s+/g, ' ');
    expect(page).toContain(
      'Request deadline (10 s) > statement limit (8 s, MariaDB) > lock wait (5 s) > connect (3 s)',
    );
    expect(page).toContain('a connection of the pool (2 s)');
    expect(text('src/config/env.ts')).toContain('REQUEST_DEADLINE_MS = 10_000');
    const pool = text('src/database/mysql/mysql-pool.ts');
    for (const setting of ['max_statement_time = 8', 'innodb_lock_wait_timeout = 5']) expect(pool).toContain(setting);
    expect(text('src/database/mysql/mysql-session-pool.ts')).toContain('POOL_WAIT_MS = 2_000');
    expect(text('src/database/connection/data-source.ts')).toContain('connectTimeout: 3_000');
  });
});

describe('CHANGELOG.md', () => {
  it('begins with what is not released yet, and behind it the version of package.json', () => {
    const headings = [...text('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, heading]) => heading!);
    const { version } = JSON.parse(text('package.json')) as { version: string };
    expect(headings[0]).toBe('Unreleased');
    expect(headings[1]).toMatch(/^\S+ - \d{4}-\d\d-\d\d$/);
    expect(headings[1]!.split(' ')[0]).toBe(version);
  });
});

describe('docs/decisions', () => {
  it('are numbered without a gap, and each says what was decided and what follows', () => {
    expect(DECISIONS.map((name) => Number(name.slice(0, 4)))).toEqual(DECISIONS.map((_, index) => index + 1));
    for (const name of DECISIONS) {
      const page = text(`docs/decisions/${name}`);
      expect(page.split('\n')[0]).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
      expect(page).toMatch(/\*\*Decision\.\*\*[^]+\*\*Consequences\.\*\*/);
    }
  });
});
