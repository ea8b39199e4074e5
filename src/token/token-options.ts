import type { Precondition } from '../common/precondition.js';
import type { Row, Statement } from '../database/statement.js';
import type { Claim } from '../idempotency/idempotency.service.js';
import type { Organization } from '../organization/organization.js';
import { assertOpen, pathStateOf, pathStateStep } from '../organization/path/organization-path.js';

/** A condition under which a token may be written, checked in the same transaction. */
export interface PathGuard {
  /** Reads it, under a lock until the transaction ends; sent before every other statement. */
  readonly statement: Statement;
  /** Checks the rows of `step`; an error rolls everything back. */
  readonly check: (rows: readonly Row[]) => void;
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
  return { statement: pathStateStep(path, 'locked'), check: (rows) => assertOpen(id, rows.map(pathStateOf), depth) };
}
