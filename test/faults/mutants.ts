import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** A mistake in the code: its places in the build, by their text, and what is there instead. */
export interface Mutant {
  readonly name: string;
  /** The suite that must find it. */
  readonly suite: 'suspension' | 'same keys' | 'sweep' | 'one connection';
  readonly changes: readonly (readonly [from: string, to: string])[];
  /** A statement that changes the schema, for a mistake that is none of the code. */
  readonly schema?: string;
}

const AUDIT_LATER = `const late = steps.filter(({ sql: text }) => text.startsWith("INSERT INTO audit_events"));
    if (late.length > 0) {
      for (const each of late) await new Promise((done) => this.dataSource.query(each.sql, [...each.params]).then(done, done));
      return this.run(steps.map((each) => late.includes(each) ? { sql: "", params: [] } : each));
    }
    const texts = [];
    const params = [];`;

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a: no lock on the path of a creation',
    suite: 'suspension',
    changes: [[' LOCK IN SHARE MODE', '']],
  },
  {
    name: 'b: no unique key of an enterprise',
    suite: 'same keys',
    changes: [],
    schema:
      'ALTER TABLE enterprises DROP INDEX uq_enterprises_organization_key_hash, ADD INDEX uq_enterprises_organization_key_hash (organization_id, key_hash)',
  },
  {
    name: 'c: a deadlock is passed over, and the rest goes on',
    suite: 'sweep',
    changes: [
      [
        'throw mysqlError(error);',
        'if (error.errno === 1213) return positions.map(() => []);\n      throw mysqlError(error);',
      ],
    ],
  },
  {
    name: 'd: COMMIT after a lock wait that timed out',
    suite: 'sweep',
    changes: [['ROLLBACK = { sql: "ROLLBACK", params: [] }', 'ROLLBACK = { sql: "COMMIT", params: [] }']],
  },
  {
    name: 'e: the event outside of the transaction',
    suite: 'sweep',
    changes: [['const texts = [];\n    const params = [];', AUDIT_LATER]],
  },
  {
    name: 'f: the state of the path is checked ahead of the transaction alone',
    suite: 'suspension',
    changes: [['${alias}.id = ? AND ${isLevelActive(alias)}`', '${alias}.id = ?`']],
  },
  {
    name: 'g: the meaning of a repeated call is not compared',
    suite: 'same keys',
    changes: [['if (differs.length > 0)', 'if (false)']],
  },
  {
    // The driver does its work within a turn of the event loop, which hides the mistake: here it takes several.
    name: 'h: SQLite without the queue, and with a driver that yields',
    suite: 'one connection',
    changes: [
      ['if (!this.busy) {\n      this.busy = true;', 'if (true) {\n      this.busy = true;'],
      [
        'const result = await inStatementSpan("sqlite"',
        'await new Promise(setImmediate);\n    const result = await inStatementSpan("sqlite"',
      ],
    ],
  },
];

/**
 * A copy of the build with the mistake in it.
 * @returns its folder
 * @throws where a place of it is not in the build (any more)
 */
export function buildWith({ name, changes }: Mutant, directory: string): string {
  mkdirSync(directory, { recursive: true });
  cpSync(join(PROJECT, 'dist'), join(directory, 'dist'), { recursive: true });
  for (const shared of readdirSync(PROJECT)) {
    if (shared !== 'dist') symlinkSync(join(PROJECT, shared), join(directory, shared));
  }
  const bundle = join(directory, 'dist/src/bundle');
  for (const [from, to] of changes) {
    const files = readdirSync(bundle).filter((file) => file.endsWith('.js'));
    const found = files.filter((file) => readFileSync(join(bundle, file), 'utf8').includes(from));
    if (found.length === 0) throw new Error(`"${name}": the build has no "${from}".`);
    for (const file of found) {
      const path = join(bundle, file);
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replaceAll(from, () => to),
      );
    }
  }
  return directory;
}
