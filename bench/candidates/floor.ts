import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../src/common/digest.js';
import { newId } from '../../src/common/ids.js';
import { openSql } from '../../test/support/database/sql.js';
import { floorTables } from '../floor/schema.js';
import type { Candidate, Place, Prepared } from './candidate.js';
import { LISTED_ROOTS, seededTarget, THOUSAND } from './dataset.js';
import { Seeding } from './seeding.js';

const MAIN = fileURLToPath(new URL('../floor/main.js', import.meta.url));
const TOKENS_AT_ONCE = 1_000;
const NOW = Date.now();

export const FLOOR: Candidate = {
  name: 'floor',
  lacks:
    'no audit record, access log, limits on calls, scopes, roles, visibility of admins, state of ancestors, deletion, fields that differ in a conflict',
  workloads: [
    ...(['ping', 'get', 'list-first', 'list-middle', 'list-last', 'list-enterprises', 'token-warm'] as const),
    ...(['token-cold', 'enterprise', 'enterprise-half-known', 'managed', 'mixed', 'start-up'] as const),
  ],
  prepare,
};

async function prepare(place: Place): Promise<Prepared> {
  const { sqlite } = place.options;
  const url = sqlite ? undefined : await place.database('floor');
  const directory = place.directory('floor');
  const file = join(directory, 'tenantry.sqlite');
  if (sqlite) writeFileSync(file, '');
  const sql = await openSql({ DATABASE_URL: url, DATA_DIR: directory });
  for (const table of floorTables(sqlite)) await sql.execute(table);
  const seeding = new Seeding(sql, sqlite, place.tell);
  await seed(seeding);
  const manyTokens = Array.from({ length: THOUSAND.tokens }, () => newId());
  const token = newId();
  const hashes = [token, ...manyTokens].map((secret) => `('${sha256(secret)}')`);
  for (let from = 0; from < hashes.length; from += TOKENS_AT_ONCE) {
    const rows = hashes.slice(from, from + TOKENS_AT_ONCE).join(', ');
    await sql.execute(`INSERT INTO access_token (secret_hash) VALUES ${rows}`);
  }
  return {
    server: {
      command: [process.execPath, MAIN],
      environment: url === undefined ? { DATABASE_FILE: file } : { DATABASE_URL: url },
      directory: process.cwd(),
      readyAt: '/api/v2/ping',
    },
    target: { ...seededTarget(THOUSAND), token, commonAdmin: '', manyTokens },
    close: () => sql.close(),
  };
}

async function seed(seeding: Seeding): Promise<void> {
  const { roots, children, enterprises } = THOUSAND;
  const [user, enterprise] = [seeding.id('user'), seeding.id('enterprise')];
  const currency = seeding.hex('n', 32);
  await seeding.insert('currency', 170, [currency, `CONCAT('Currency ', n)`, 'n', 'n']);
  const organizations =
    'organization (id, parent_id, name, sub_domain, created_at, activated_at, managed, currency_id)';
  const row = (id: string, parent: string, label: string) => [
    ...[id, parent, `CONCAT('Seed ${label} ', n)`, `CONCAT('seed-${label}-', n)`, String(NOW), String(NOW)],
    ...[parent === 'NULL' ? '0' : '1', seeding.hex('0', 32)],
  ];
  await seeding.insert(organizations, roots, row(seeding.id('organization'), 'NULL', 'root'));
  const first = seeding.id('organization', '0');
  await seeding.insert(organizations, children, row(seeding.id('child'), first, 'child'));
  await seeding.insert('organization_usage', roots, [seeding.id('organization'), '0', 'NULL']);
  await seeding.insert('user', 2 * roots, [user, `CONCAT('user-', n, '@seed.example.com')`, String(NOW)]);
  const digest = seeding.hex('n', 64);
  const listed = seeding.id('organization', `n % ${LISTED_ROOTS}`);
  const columns = [enterprise, listed, user, `CONCAT('seed ', n)`, digest, digest, String(NOW)];
  await seeding.insert('enterprise', enterprises, columns);
  await seeding.insert('enterprise_admin', enterprises, [enterprise, user]);
}
