import { sql, type Statement } from '../../database/statement.js';
import { rowsByIds } from '../../paging/id-page.queries.js';
import type { MarkedList } from '../../paging/list-marks.service.js';
import { joinOrganization } from '../../organization/organization.queries.js';
import { TOKEN_COLUMNS } from '../access-token.queries.js';
import type { StoredToken, TokenRow, TokenSubject, TokenSubjectRow } from '../stored-token.js';

/** A token in a list of several subjects' tokens, with the name of its subject. */
export type ListedTokenRow = TokenSubjectRow & {
  readonly id: string;
  readonly name: string;
  readonly scopes: string;
  readonly networks: string | null;
  readonly rate_limit: number | null;
  readonly counted_with_id: string | null;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
  readonly sub_domain: string | null;
  readonly email: string | null;
};

/** A list of tokens. */
export interface TokenQuery {
  /** Those of one organization, one user, or all operators'; absent is all of them. */
  readonly subject?: TokenSubject;
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one, in the order of the list. */
  readonly afterId?: string;
  /** Only those that have not ended at this moment, in milliseconds since 1970. */
  readonly livingAt?: number;
  /** In descending order of ids. */
  readonly newestFirst?: boolean;
}

/** What a page of an organization's tokens shows: rows of `TokenRow`. */
export const LISTED = { columns: TOKEN_COLUMNS, table: 'access_tokens t' };

/** An organization's tokens that are not revoked, off an index in which they are next to each other. */
export function livingTokens(organizationId: string): MarkedList {
  const from =
    'access_tokens t FORCE INDEX (ix_access_tokens_living) WHERE t.organization_id = ? AND t.revoked_at IS NULL';
  return { kind: 'tokens', ownerId: organizationId, ids: { column: 't.id', from, params: [organizationId] } };
}

/** @param ids at least one */
export function tokensByIds(ids: readonly string[]): Statement<TokenRow> {
  return rowsByIds(ids, LISTED);
}

/** A page of tokens, and one row more where another page follows. */
export function tokenList(query: TokenQuery): Statement<ListedTokenRow> {
  const { subject, limit, afterId, livingAt, newestFirst = false } = query;
  const { index, condition, params } = selectionOf(subject);
  const [compared, order] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
  const after = afterId === undefined ? '' : `AND t.id ${compared} ?`;
  const living =
    livingAt === undefined ? '' : 'AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)';
  const bounds = [afterId, livingAt].filter((bound) => bound !== undefined);
  return sql(
    `SELECT t.id, t.kind, t.organization_id, t.user_id, t.name, t.scopes, t.networks, t.rate_limit,
        t.counted_with_id, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, o.sub_domain, u.email
      FROM access_tokens t FORCE INDEX (${index})
      LEFT ${joinOrganization('o', 't.organization_id')} LEFT JOIN users u ON u.id = t.user_id
      WHERE ${condition} ${after} ${living} ORDER BY t.id ${order} LIMIT ?`,
    [...params, ...bounds, limit + 1],
  );
}

/** The index hint: MariaDB would sometimes sort what an index has in order. */
function selectionOf(subject: TokenSubject | undefined): { index: string; condition: string; params: string[] } {
  if (subject === undefined) return { index: 'PRIMARY', condition: '1 = 1', params: [] };
  if (subject.kind === 'user') {
    return { index: 'ix_access_tokens_user', condition: 't.user_id = ?', params: [subject.userId] };
  }
  const index = 'ix_access_tokens_organization';
  if (subject.kind === 'organization')
    return { index, condition: 't.organization_id = ?', params: [subject.organizationId] };
  return { index, condition: `t.organization_id IS NULL AND t.kind = 'operator'`, params: [] };
}

/** Writes everything of a token that an update can change. */
export function tokenUpdate(token: StoredToken): Statement {
  return sql(
    `UPDATE access_tokens SET name = ?, scopes = ?, networks = ?, rate_limit = ?, expires_at = ?,
          annotations_hash = ? WHERE id = ?`,
    [
      token.name,
      token.scopes.join(' '),
      token.networks.length > 0 ? token.networks.join(' ') : null,
      token.rateLimit,
      token.expiresAt,
      token.annotationsHash,
      token.id,
    ],
  );
}

export function tokenSecretUpdate(id: string, secretHash: string): Statement {
  return sql('UPDATE access_tokens SET secret_hash = ? WHERE id = ?', [secretHash, id], { rows: 1 });
}

/** @param end when the token ends that was replaced, in milliseconds since 1970 */
export function tokenReplace(id: string, replacedBy: string, end: number): Statement {
  return sql('UPDATE access_tokens SET expires_at = ?, replaced_by_id = ? WHERE id = ?', [end, replacedBy, id], {
    rows: 1,
  });
}
