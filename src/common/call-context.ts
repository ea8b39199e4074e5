import type { CallSignal } from './call-signal.js';
import type { RoleBasis, Standing } from './standing.js';

/** Who acts. `system` is the command line and the service itself: it has no token and is refused nothing. */
export type Actor =
  | { readonly kind: 'operator'; readonly tokenId: string }
  | { readonly kind: 'organization'; readonly tokenId: string; readonly organizationId: string }
  | { readonly kind: 'user'; readonly tokenId: string; readonly userId: string }
  | { readonly kind: 'system'; readonly name: string };

/**
 * What an operation knows of the call that it serves. It is always passed as the first argument, not kept in
 * asynchronous storage, so that a reader sees who acts.
 */
export interface CallContext {
  /** Sent as `X-Request-Id` and as api-v2's `requestId`; also in the log line and in the audit row. */
  readonly requestId: string;
  readonly actor: Actor;
  /** Aborted when the request's deadline has passed or its client has gone; database work stops with it. */
  readonly signal: CallSignal;
  readonly ip?: string;
  /** Rechecked in every transaction that writes; absent for the command line and the service itself. */
  readonly standing?: Standing;
}

/** The same call, whose standing also requires one of these roles when something is written. */
export function withRoleBasis(ctx: CallContext, basis: RoleBasis): CallContext {
  return ctx.standing && ctx.actor.kind === 'user' ? { ...ctx, standing: ctx.standing.withRoleBasis(basis) } : ctx;
}

/** What an audit row names as its actor: a token's id, or `cli:<system user>` for the command line. */
export function actorId(actor: Actor): string {
  return actor.kind === 'system' ? actor.name : actor.tokenId;
}
