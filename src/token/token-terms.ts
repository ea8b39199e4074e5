import type { Precondition } from '../common/precondition.js';
import type { Row, Statement } from '../database/statement.js';
import type { Claim } from '../idempotency/idempotency.service.js';

/** What must be so where a token is written, in the same transaction. */
export interface PathGuard {
  /** Asks for it, and keeps it so until the transaction ends; sent ahead of every other statement. */
  readonly step: Statement;
  /** Judges the answer; what it throws undoes everything. */
  readonly judge: (rows: readonly Row[]) => void;
}

/** What writing a token asks for beside itself. */
export interface TokenOptions {
  /** What the client has read; judged against `tokenTag` of the locked row. */
  readonly precondition?: Precondition;
  /** The right to do it once, where the client sent a key. */
  readonly claim?: Claim;
  readonly place?: PathGuard;
}
