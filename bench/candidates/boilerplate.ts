import { newId } from '../../src/common/ids.js';
import { sha256 } from '../../src/common/digest.js';
import { openSql } from '../../test/support/database/sql.js';
import type { Candidate, Place, Prepared } from './candidate.js';
import { LISTED_ROOTS, seededTarget, THOUSAND } from './dataset.js';
import { installPeers, PEERS, runPeer } from './installed-peers.js';
import { Seeding } from './seeding.js';

const MAIN = 'dist/boilerplate/main.js';
const NOW = 'NOW(6)';

export const BOILERPLATE: Candidate = {
  name: 'boilerplate',
  lacks:
    'audit, access log, limits on calls, scopes, roles, visibility of admins, state of ancestors; races of keys and emails end in 500',
  workloads: [
    ...(['ping', 'get', 'list-first', 'list-middle', 'list-last', 'list-enterprises'] as const),
    ...(['enterprise', 'enterprise-half-known', 'managed', 'mixed', 'start-up'] as const),
  ],
  prepare,
};

async function prepare(place: Place): Promise<Prepared> {
  installPeers(place);
  const url = await place.database('boilerplate');
  await runPeer(url, MAIN, '--schema');
  const sql = await openSql({ DATABASE_URL: url, DATA_DIR: '' });
  const token = newId();
  await sql.execute('INSERT INTO access_token (id, secret_hash) VALUES (?, ?)', [newId(), sha256(token)]);
  await seed(new Seeding(sql, false, place.tell));
  return {
    server: {
      command: [process.execPath, MAIN],
      environment: { DATABASE_URL: url },
      directory: PEERS,
      readyAt: '/api/v2/ping',
    },
    target: { ...seededTarget(THOUSAND), token, commonAdmin: '', manyTokens: [] },
    close: () => sql.close(),
  };
}

async function seed(seeding: Seeding): Promise<void> {
  const { roots, children, enterprises } = THOUSAND;
  const currency = seeding.hex('n', 32);
  await seeding.insert('currency (id, name, iso_code, symbol)', 170, [currency, 'n', 'n', 'n']);
  const columns = `organization (id, parentId, name, sub_domain, created_at, activated_at, suspended, managed, currencyId)`;
  const row = (id: string, parent: string, label: string) => [
    ...[id, parent, `CONCAT('Seed ${label} ', n)`, `CONCAT('seed-${label}-', n)`, NOW, NOW, '0'],
    ...[parent === 'NULL' ? '0' : '1', seeding.hex('0', 32)],
  ];
  await seeding.insert(columns, roots, row(seeding.id('organization'), 'NULL', 'root'));
  const first = seeding.id('organization', '0');
  await seeding.insert(columns, children, row(seeding.id('child'), first, 'child'));
  const user = seeding.id('user');
  await seeding.insert('user (id, email, created_at)', 2 * roots, [
    user,
    `CONCAT('user-', n, '@seed.example.com')`,
    NOW,
  ]);
  const enterprise = seeding.id('enterprise');
  await seeding.insert('enterprise (id, organizationId, userId, name, idempotency_key, created_at)', enterprises, [
    enterprise,
    seeding.id('organization', `n % ${LISTED_ROOTS}`),
    user,
    `CONCAT('seed ', n)`,
    'n',
    NOW,
  ]);
  await seeding.insert('enterprise_admin (enterpriseId, userId)', enterprises, [enterprise, user]);
}
