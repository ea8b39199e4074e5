import { openSql } from '../../test/support/database/sql.js';
import type { Candidate, Place, Prepared } from './candidate.js';
import { seededTarget, THOUSAND } from './dataset.js';
import { installPeers, PEERS, runPeer } from './installed-peers.js';
import { Seeding } from './seeding.js';

/** Its organizations have no parent and its users no enterprises: an organization takes the place of the enterprise. */
export const BETTER_AUTH: Candidate = {
  name: 'better-auth',
  lacks:
    'a transaction around the whole, idempotency keys, managed organizations, audit, access log, limits on calls, a check of the caller',
  workloads: ['enterprise', 'enterprise-half-known', 'start-up'],
  prepare,
};

async function prepare(place: Place): Promise<Prepared> {
  installPeers(place);
  const url = await place.database('better_auth');
  await runPeer(url, 'better-auth/migrate.mjs');
  const sql = await openSql({ DATABASE_URL: url, DATA_DIR: '' });
  const seeding = new Seeding(sql, false, place.tell);
  const email = `CONCAT('user-', n, '@seed.example.com')`;
  const columns = 'user (id, name, email, emailVerified, createdAt, updatedAt)';
  const row = [seeding.id('user'), email, email, '1', 'NOW(3)', 'NOW(3)'];
  await seeding.insert(columns, 2 * THOUSAND.roots, row);
  return {
    server: {
      command: [process.execPath, 'better-auth/main.mjs'],
      environment: { DATABASE_URL: url },
      directory: PEERS,
      readyAt: '/ready',
    },
    target: { ...seededTarget(THOUSAND), token: '', commonAdmin: '', manyTokens: [] },
    close: () => sql.close(),
  };
}
