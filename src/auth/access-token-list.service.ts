import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Parameter, Row, Step } from '../database/steps.js';
import type { TokenSubject } from './access-token.service.js';

/** Which tokens are asked for. */
export interface TokenQuery {
  /** Those of one organization, one user, or all operators'; absent is everybody's. */
  readonly subject?: TokenSubject;
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one. */
  readonly afterId?: string;
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

/** Lists tokens, oldest first: the order of their ids. */
@Injectable()
export class AccessTokenList {
  constructor(private readonly database: Database) {}

  /** One page, expired and revoked ones included, and whether there is more behind it. It judges nobody's permission. */
  async list(ctx: CallContext, query: TokenQuery): Promise<{ tokens: ListedToken[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(pageOf(query)));
    const tokens = rows!.map(listedToken);
    return { tokens: tokens.slice(0, query.limit), more: tokens.length > query.limit };
  }
}

/** One row more than the page tells whether another page follows. */
function pageOf({ subject, limit, afterId = '' }: TokenQuery): Step {
  const { index, condition, params } = selectionOf(subject);
  return {
    sql: `SELECT t.id, t.kind, t.organization_id, t.user_id, t.name, t.scopes, t.networks, t.rate_limit, t.created_at,
        t.expires_at, t.last_used_at, t.revoked_at, o.sub_domain, u.email
      FROM access_tokens t FORCE INDEX (${index})
      LEFT JOIN organizations o ON o.id = t.organization_id LEFT JOIN users u ON u.id = t.user_id
      WHERE ${condition} AND t.id > ? ORDER BY t.id LIMIT ?`,
    params: [...params, afterId, limit + 1],
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
  const words = (column: string): string[] => (row[column] === null ? [] : String(row[column]).split(' '));
  const subject = subjectOf(row);
  const subjectName = subject.kind === 'organization' ? row.sub_domain : row.email;
  return {
    id: String(row.id),
    subject,
    subjectName: typeof subjectName === 'string' ? subjectName : null,
    name: String(row.name),
    scopes: words('scopes'),
    networks: words('networks'),
    rateLimit: number('rate_limit'),
    createdAt: Number(row.created_at),
    expiresAt: number('expires_at'),
    lastUsedAt: number('last_used_at'),
    revokedAt: number('revoked_at'),
  };
}

function subjectOf(row: Row): TokenSubject {
  if (row.kind === 'organization') return { kind: 'organization', organizationId: String(row.organization_id) };
  if (row.kind === 'user') return { kind: 'user', userId: String(row.user_id) };
  return { kind: 'operator' };
}
