import { installedMariaDb } from './mariadb-server.js';

/**
 * A suite that starts a MariaDB of its own, because it kills it. A server that `TEST_DATABASE_URL` names cannot be
 * used: where none is installed one line reports it, and with `REQUIRE_MARIADB=1` that is a failure.
 */
export function describeWithPrivateMariaDb(title: string, suite: () => void): void {
  if (installedMariaDb() !== undefined) return void describe(title, suite);
  const missing = `Skipped, since no MariaDB is installed to start and kill: ${title}. Install Debian's mariadb-server.`;
  if (process.env.REQUIRE_MARIADB === '1') throw new Error(missing);
  process.stderr.write(`${missing}\n`);
  // Counted as skipped and not left out: a run that shows fewer tests would look whole.
  describe.skip(title, suite);
}
