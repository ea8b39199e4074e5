import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { LARGE_SET, type Page } from '../common/page.js';
import { Database } from '../database/database.js';
import type { Parameter, Row, Step } from '../database/steps.js';
import { type StoredToken, storedToken, subjectOf, TOKEN_COLUMNS, type TokenSubject, wordsOf } from './stored-token.js';

/** Which tokens are asked for. */
export interface TokenQuery {
  /** Those of one organization, one user, or all operators'; absent is everybody's. */
  readonly subject?: TokenSubject;
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one, in the order of the list. */
  readonly afterId?: string;
  /** Those alone that have not ended at this moment. */
  readonly livingAt?: number;
  /** The other way round: by falling ids. */
  readonly newestFirst?: boolean;
}

/** A token as a list shows it: everything but its secret, which nobody has. Times in milliseconds since 1970. */
export interface ListedToken {
  readonly id: string;
  readonly subject: TokenSubject;
  /** The organization's sub-domain or the user's email; null for the operator's, and for a user who was erased. */
  readonly subjectName: string | null;
  readonly name: string;
  readonly scopes: readonly string[];
  /** None is anywhere. */
  readonly networks: readonly string[];
  /** Calls a minute, 0 without limit; null is the installation's own. */
  readonly rateLimit: number | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  /** Exact to a minute. */
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

/** Shows tokens, oldest first unless told otherwise: the order of their ids. It judges nobody's permission. */
@Injectable()
export class AccessTokenList {
  constructor(private readonly database: Database) {}

  /** One page, ended ones included unless told otherwise, and whether there is more behind it. */
  async list(ctx: CallContext, query: TokenQuery): Promise<{ tokens: ListedToken[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(pageOf(query)));
    const tokens = rows!.map(listedToken);
    return { tokens: tokens.slice(0, query.limit), more: tokens.length > query.limit };
  }

  /** The token of an id, ended ones included; undefined where there is none. */
  async find(ctx: CallContext, id: string): Promise<StoredToken | undefined> {
    const sql = `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ?`;
    const [rows] = await this.database.read(ctx, (reader) => reader.read({ sql, params: [id] }));
    return rows![0] && storedToken(rows![0]);
  }

  /**
   * One page of an organization's own tokens, by their ids: expired ones included, revoked ones not.
   * @param page from 1
   */
  async ofOrganization(
    ctx: CallContext,
    organizationId: string,
    { page, perPage }: { page: number; perPage: number },
  ): Promise<Page<StoredToken>> {
    const living = `FROM access_tokens t FORCE INDEX (ix_access_tokens_organization)
      WHERE t.organization_id = ? AND t.revoked_at IS NULL`;
    const [rows, counted] = await this.database.read(ctx, (reader) =>
      reader.read(
        {
          sql: `SELECT ${TOKEN_COLUMNS} ${living} ORDER BY t.id LIMIT ? OFFSET ?`,
          params: [organizationId, perPage, (page - 1) * perPage],
        },
        {
          sql: `SELECT COUNT(*) AS n FROM (SELECT 1 ${living} LIMIT ${LARGE_SET + 1}) counted`,
          params: [organizationId],
        },
      ),
    );
    return { items: rows!.map(storedToken), total: Number(counted![0]!.n) };
  }
}

/** One row more than the page tells whether another page follows. */
function pageOf({ subject, limit, afterId, livingAt, newestFirst = false }: TokenQuery): Step {
  const { index, condition, params } = selectionOf(subject);
  const [compared, order] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
  const after = afterId === undefined ? '' : `AND t.id ${compared} ?`;
  const living =
    livingAt === undefined ? '' : 'AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)';
  const bounds = [afterId, livingAt].filter((bound) => bound !== undefined);
  return {
    sql: `SELECT t.id, t.kind, t.organization_id, t.user_id, t.name, t.scopes, t.networks, t.rate_limit, t.created_at,
        t.expires_at, t.last_used_at, t.revoked_at, o.sub_domain, u.email
      FROM access_tokens t FORCE INDEX (${index})
      LEFT JOIN organizations o ON o.id = t.organization_id LEFT JOIN users u ON u.id = t.user_id
      WHERE ${condition} ${after} ${living} ORDER BY t.id ${order} LIMIT ?`,
    params: [...params, ...bounds, limit + 1],
  };
}

/** MariaDB, left alone, would sometimes sort what an index has in order. */
function selectionOf(subject: TokenSubject | undefined): { index: string; condition: string; params: Parameter[] } {
  if (subject === undefined) return { index: 'PRIMARY', condition: '1 = 1', params: [] };
  if (subject.kind === 'user') {
    return { index: 'ix_access_tokens_user', condition: 't.user_id = ?', params: [subject.userId] };
  }
  const index = 'ix_access_tokens_organization';
  if (subject.kind === 'organization')
    return { index, condition: 't.organization_id = ?', params: [subject.organizationId] };
  return { index, condition: `t.organization_id IS NULL AND t.kind = 'operator'`, params: [] };
}

function listedToken(row: Row): ListedToken {
  const number = (column: string): number | null => (row[column] === null ? null : Number(row[column]));
  const subject = subjectOf(row);
  const subjectName = subject.kind === 'organization' ? row.sub_domain : row.email;
  return {
    id: String(row.id),
    subject,
    subjectName: typeof subjectName === 'string' ? subjectName : null,
    name: String(row.name),
    scopes: wordsOf(row.scopes),
    networks: wordsOf(row.networks),
    rateLimit: number('rate_limit'),
    createdAt: Number(row.created_at),
    expiresAt: number('expires_at'),
    lastUsedAt: number('last_used_at'),
    revokedAt: number('revoked_at'),
  };
}
