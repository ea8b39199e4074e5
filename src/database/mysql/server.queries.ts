const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** One row of SHOW STATUS or SHOW VARIABLES. */
export interface ServerValue {
  readonly Variable_name: string;
  readonly Value: string;
}

const STATUS = ['wsrep_ready', 'wsrep_cluster_status', 'wsrep_local_state_comment'];
const MODES = ['wsrep_on', 'wsrep_reject_queries', 'read_only', 'super_read_only', 'innodb_read_only', 'offline_mode'];

/** Whether a server takes writes. Two results; a server lacks the names that it does not know, and touches no table. */
export const NODE_STATE = [
  `SHOW GLOBAL STATUS WHERE Variable_name IN (${listed(STATUS)})`,
  `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${listed(MODES)})`,
].join('; ');

/** The settings of a server by these names, as far as it knows them. */
export const serverVariables = (names: readonly string[]) =>
  `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${listed(names)})`;

/** The server's clock, in milliseconds since 1970. */
export const SERVER_CLOCK = 'SELECT CAST(ROUND(UNIX_TIMESTAMP(SYSDATE(3)) * 1000) AS SIGNED) AS ms';

/** Ends when a Galera node has applied everything that was committed on any node before. */
export const CATCH_UP = 'SET SESSION wsrep_sync_wait = 1; START TRANSACTION; ROLLBACK';

/** The names and values of one result or several. */
export function valuesOf(results: readonly (readonly ServerValue[])[]): ReadonlyMap<string, string> {
  return new Map(results.flat().map((row) => [row.Variable_name, row.Value]));
}
