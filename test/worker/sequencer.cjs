const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The slowest files, in the order in which they are begun where jest does not know their times yet: by the sizes of
 * the files, as it would go, some would be begun last, and one worker would end alone. What mostly waits is beside what
 * mostly computes, since the workers have the first ones at the same time.
 */
const SLOWEST = [
  'e2e/galera/galera.e2e-spec.ts',
  'property/core-v1-life.property.e2e-spec.ts',
  'e2e/database/several-hosts.e2e-spec.ts',
  'guarantees/suspension-matrix.e2e-spec.ts',
  'e2e/webhook/event-storm.e2e-spec.ts',
  'e2e/upgrade/upgrade.e2e-spec.ts',
  'e2e/http/limits-over-replicas.e2e-spec.ts',
  'e2e/faults/rolling-restart.e2e-spec.ts',
  'e2e/documents/docs-page.e2e-spec.ts',
  'e2e/faults/mariadb.e2e-spec.ts',
  'e2e/locks/suspension-stress.e2e-spec.ts',
  'e2e/database/connection-retry.e2e-spec.ts',
  'guarantees/revoked-callers.e2e-spec.ts',
  'e2e/proxies/proxies.e2e-spec.ts',
  'e2e/faults/first-start.e2e-spec.ts',
  'guarantees/package.e2e-spec.ts',
  'e2e/edges/edges-connections.e2e-spec.ts',
  'e2e/backup/backup.e2e-spec.ts',
  'e2e/documents/docs-page-calls.e2e-spec.ts',
  'guarantees/tenant-isolation.e2e-spec.ts',
  'e2e/concurrency/waiting.races.e2e-spec.ts',
  'property/create-enterprise.property.e2e-spec.ts',
];

const LONG_MS = 1_000_000;
const USUAL_MS = 2_000;

/** Begins with the slowest files, also on a machine on which no tests have run yet. */
module.exports = class SlowestFirst extends Sequencer {
  time(test) {
    const place = SLOWEST.findIndex((name) => test.path === join(test.context.config.rootDir, 'test', name));
    return super.time(test) ?? (place === -1 ? USUAL_MS : LONG_MS - place);
  }
};
module.exports.SLOWEST = SLOWEST;
