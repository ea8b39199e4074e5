import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import type { Row, Statement } from '../database/statement.js';
import { type StoredToken, storedToken, TOKEN_COLUMNS } from './stored-token.js';
import { endOf } from '../auth/token-lifetime.js';

/** Reads the token that a call is made with, and holds it shared until the transaction ends. */
export function tokenInUseStep(ctx: CallContext): Statement {
  return { sql: `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ? LOCK IN SHARE MODE`, params: [idOf(ctx)] };
}

/** Takes the token that is to be changed and the one that the call is made with, in one order for everybody. */
export function tokensStep(ctx: CallContext, id: string): Statement {
  return {
    sql: `SELECT ${TOKEN_COLUMNS} FROM access_tokens t FORCE INDEX (PRIMARY)
      WHERE t.id IN (?, ?) ORDER BY t.id FOR UPDATE`,
    params: [id, idOf(ctx)],
  };
}

/** The token of an id among the rows of `tokensStep`. */
export function tokenAmong(rows: readonly Row[], id: string): StoredToken | undefined {
  const row = rows.find((each) => each.id === id);
  return row && storedToken(row);
}

/**
 * The token in use among these rows; undefined for the command line, which has none.
 * @throws DomainError invalid_token where it has ended since the call was let in
 */
export function tokenInUse(ctx: CallContext, rows: readonly Row[]): StoredToken | undefined {
  if (ctx.actor.kind === 'system') return undefined;
  const token = tokenAmong(rows, ctx.actor.tokenId);
  const end = token && endOf(token);
  if (!token || end) throw new DomainError('invalid_token', end ? { end } : {});
  return token;
}

/** The command line has no token: no row has an empty id. */
function idOf({ actor }: CallContext): string {
  return actor.kind === 'system' ? '' : actor.tokenId;
}
