import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import type { Precondition } from '../common/precondition.js';
import type { Row, Step } from '../database/steps.js';
import type { Claim } from '../idempotency/idempotency.service.js';
import { beyond } from './scopes.js';

/** What must be so where a token is written, in the same transaction. */
export interface TokenPlace {
  /** Asks for it, and keeps it so until the transaction ends; sent ahead of every other statement. */
  readonly step: Step;
  /** Judges the answer; what it throws undoes everything. */
  readonly judge: (rows: readonly Row[]) => void;
}

/** What writing a token asks for beside itself. */
export interface TokenTerms {
  /** What the client has read; judged against `tokenTag` of the locked row. */
  readonly precondition?: Precondition;
  /** The right to do it once, where the client sent a key. */
  readonly claim?: Claim;
  readonly place?: TokenPlace;
}

/**
 * Nobody gives on what he has not: neither in a new token, nor by taking over one that may do more.
 * @param held what may stay, since the token has it already
 * @throws DomainError permission_denied, naming what the caller's own token lacks
 */
export function assertGivable(ctx: CallContext, scopes: readonly string[], held: readonly string[] = []): void {
  const lacking = beyond(ctx.scopes, scopes).filter((scope) => beyond(new Set(held), [scope]).length > 0);
  if (lacking.length === 0) return;
  const details = `The token that asks does not have these scopes itself: ${lacking.join(', ')}`;
  throw new DomainError('permission_denied', { details });
}
