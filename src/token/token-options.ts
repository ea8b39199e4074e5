import type { Precondition } from '../common/precondition.js';
import type { Tx } from '../database/statement.js';
import type { Claim } from '../idempotency/idempotency.service.js';
import type { Organization } from '../organization/organization.js';
import { assertActive } from '../organization/path/organization-path.js';
import { pathStateOf, pathStates } from '../organization/path/organization-path.queries.js';

/** A condition under which a token may be written, checked in the same transaction. */
export interface PathGuard {
  /**
   * Queues the read, under a lock until the transaction ends, before every other statement.
   * @returns the check of its rows once it has been sent; an error rolls everything back
   */
  queue(tx: Tx): () => void;
}

/** What the writing of a token depends on. */
export interface TokenOptions {
  /** The state that the client has read; compared with the `tokenTag` of the locked row. */
  readonly precondition?: Precondition;
  /** The claim of the idempotent request, where the client sent a key. */
  readonly claim?: Claim;
  readonly pathGuard?: PathGuard;
}

/** Every organization of the path is active, under the same locks as a creation below it (decisions §8). */
export function activePathGuard({ id, path, depth }: Organization): PathGuard {
  return {
    queue: (tx) => {
      const states = tx.queue(pathStates(path, 'locked'));
      return () => assertActive(id, states.rows.map(pathStateOf), depth);
    },
  };
}
