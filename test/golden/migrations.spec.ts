import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DIRECTORY, WRITING } from './golden.js';

const KEPT = `${DIRECTORY}/migrations.txt`;
const SOURCES = 'src/database/migrations';

/** Each migration as a line: the digest of its source, and its file. */
function lines(): string[] {
  return readdirSync(SOURCES)
    .sort()
    .map(
      (file) =>
        `${createHash('sha256')
          .update(readFileSync(`${SOURCES}/${file}`))
          .digest('hex')}  ${file}`,
    );
}

const kept = () => readFileSync(KEPT, 'utf8').split('\n').filter(Boolean);

// Databases have run them. A change of the schema is another migration.
describe('the migrations', () => {
  it('are only ever added to: none is changed or removed; `npm run golden` adds what is new', () => {
    const before = new Set(kept());
    const files = new Set([...before].map((line) => line.split('  ')[1]));
    const added = lines().filter((line) => !files.has(line.split('  ')[1]));
    if (WRITING) appendFileSync(KEPT, added.map((line) => `${line}\n`).join(''));
    expect(lines()).toEqual(kept());
  });

  it('import nothing of ours, whose changes would change what they make', () => {
    for (const file of readdirSync(SOURCES)) {
      const source = readFileSync(`${SOURCES}/${file}`, 'utf8');
      expect([...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['typeorm']);
    }
  });
});
