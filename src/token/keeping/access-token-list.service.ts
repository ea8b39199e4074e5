import { Injectable } from '@nestjs/common';
import { countOf, type Ids, pageOf } from '../../annotation/annotated-ids.js';
import { annotatedPage, rowsOf } from '../../annotation/annotated-page.js';
import { annotationOf, annotationsStep } from '../../annotation/annotation-table.js';
import type { CallContext } from '../../common/call-context.js';
import type { Page, PageWish } from '../../common/page.js';
import { Database } from '../../database/database.js';
import type { Parameter, Row, Statement } from '../../database/statement.js';
import type { AnnotatedToken } from './access-token-change.service.js';
import {
  type StoredToken,
  storedToken,
  subjectOf,
  TOKEN_COLUMNS,
  type TokenSubject,
  wordsOf,
} from '../stored-token.js';
import { TOKEN_ANNOTATIONS } from '../token-annotations.js';
import type { Annotation } from '../../annotation/annotation.rules.js';

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
  /** The token on whose count of calls its own stand; null is a count of its own. */
  readonly countedWith: string | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  /** Exact to a minute. */
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

/** Shows tokens, oldest first unless told otherwise: the order of their ids. It judges nobody's permission. */
@Injectable()
export class AccessTokenListService {
  constructor(private readonly database: Database) {}

  /** One page, ended ones included unless told otherwise, and whether there is more behind it. */
  async list(ctx: CallContext, query: TokenQuery): Promise<{ tokens: ListedToken[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(listOf(query)));
    const tokens = rows!.map(listedToken);
    return { tokens: tokens.slice(0, query.limit), more: tokens.length > query.limit };
  }

  /** The token of an id, ended ones included; undefined where there is none. */
  async find(ctx: CallContext, id: string): Promise<StoredToken | undefined> {
    return this.findBy(ctx, { sql: `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ?`, params: [id] });
  }

  /**
   * As `find`, where this step selects `TOKEN_COLUMNS` of that token, or of none: what the caller may not see is dropped
   * where it is found, so that the time does not tell it from a token that is not there.
   */
  async findBy(ctx: CallContext, step: Statement): Promise<StoredToken | undefined> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(step));
    return rows![0] && storedToken(rows![0]);
  }

  /** As `find`, and what is noted about it: one trip. */
  async findAnnotated(ctx: CallContext, id: string): Promise<AnnotatedToken | undefined> {
    const sql = `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ?`;
    const noted = annotationsStep(TOKEN_ANNOTATIONS, id);
    const [rows, annotations] = await this.database.read(ctx, (reader) => reader.read({ sql, params: [id] }, noted));
    return rows![0] && { token: storedToken(rows![0]), annotations: annotations!.map(annotationOf) };
  }

  /**
   * One page of an organization's own tokens, by their ids: expired ones included, revoked ones not, and of these those
   * that have every one of the annotations. It is read off an index alone, however many have been revoked.
   */
  async ofOrganization(
    ctx: CallContext,
    organizationId: string,
    { annotations, ...page }: PageWish & { readonly annotations: readonly Annotation[] },
  ): Promise<Page<StoredToken>> {
    const ask = (...steps: Statement[]) => this.database.read(ctx, (reader) => reader.read(...steps));
    if (annotations.length > 0) {
      const where = { table: TOKEN_ANNOTATIONS, list: organizationId, annotations };
      const { items, total } = await annotatedPage(ask, where, page);
      return { items: inOrder(await rowsOf(ask, items, LISTED)), total };
    }
    const ids = living(organizationId);
    const [counted, rows] = await ask(countOf(ids), pageOf(ids, page, LISTED));
    return { items: inOrder(rows!), total: Number(counted![0]!.n) };
  }
}

const LISTED = { columns: TOKEN_COLUMNS, table: 'access_tokens t' };

function inOrder(rows: readonly Row[]): StoredToken[] {
  return rows.map(storedToken).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function living(organizationId: string): Ids {
  return {
    column: 't.id',
    from: 'access_tokens t FORCE INDEX (ix_access_tokens_living) WHERE t.organization_id = ? AND t.revoked_at IS NULL',
    params: [organizationId],
  };
}

/** One row more than the page tells whether another page follows. */
function listOf({ subject, limit, afterId, livingAt, newestFirst = false }: TokenQuery): Statement {
  const { index, condition, params } = selectionOf(subject);
  const [compared, order] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
  const after = afterId === undefined ? '' : `AND t.id ${compared} ?`;
  const living =
    livingAt === undefined ? '' : 'AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)';
  const bounds = [afterId, livingAt].filter((bound) => bound !== undefined);
  return {
    sql: `SELECT t.id, t.kind, t.organization_id, t.user_id, t.name, t.scopes, t.networks, t.rate_limit,
        t.counted_with_id, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, o.sub_domain, u.email
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
    countedWith: typeof row.counted_with_id === 'string' ? row.counted_with_id : null,
    createdAt: Number(row.created_at),
    expiresAt: number('expires_at'),
    lastUsedAt: number('last_used_at'),
    revokedAt: number('revoked_at'),
  };
}
