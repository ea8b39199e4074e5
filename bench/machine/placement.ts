import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** On which cores the server and the load run. */
export interface Placement {
  readonly server: readonly string[];
  readonly load: readonly string[];
  /** For the report. */
  readonly words: string;
}

/**
 * The server on the first core and the load on the second, so that neither takes time from the other; the database is
 * left to the scheduler, as it has several threads. Each is put ahead of a command.
 */
export function placement(): Placement {
  const cores = availableParallelism();
  const none = (why: string): Placement => ({ server: [], load: [], words: `not pinned to cores: ${why}` });
  if (cores < 2) return none('there is one');
  if (spawnSync('taskset', ['-c', '0,1', 'true']).status !== 0) return none('taskset is missing or is refused');
  return {
    server: ['taskset', '-c', '0'],
    load: ['taskset', '-c', '1'],
    words: `server on core 0, load on core 1, database on any of ${cores}`,
  };
}
