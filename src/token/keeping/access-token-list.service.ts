import { Injectable } from '@nestjs/common';
import { annotatedPage } from '../../annotation/annotated-page.js';
import { annotationOf } from '../../annotation/annotation.queries.js';
import type { CallContext } from '../../common/call-context.js';
import type { Page, PageRequest } from '../../common/page.js';
import { Database } from '../../database/database.js';
import { MarkedListService } from '../../paging/marked-list.service.js';
import type { Statement } from '../../database/statement.js';
import type { AnnotatedToken } from './access-token-change.service.js';
import {
  type StoredToken,
  storedToken,
  subjectOf,
  type TokenRow,
  type TokenSubject,
  splitWords,
} from '../stored-token.js';
import { TOKEN_ANNOTATIONS, tokenAnnotations } from '../access-token-annotation.queries.js';
import { tokenById } from '../access-token.queries.js';
import {
  type ListedTokenRow,
  LISTED,
  livingTokens,
  tokenList,
  type TokenQuery,
  tokensByIds,
} from './token-keeping.queries.js';
import type { Annotation } from '../../annotation/annotation.rules.js';

/** A token in a list: everything but its secret, which is not stored. Times in milliseconds since 1970. */
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
  /** The token whose count of calls it shares; null is a count of its own. */
  readonly countedWith: string | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  /** Exact to a minute. */
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

/** Lists tokens in the order of their ids, which is that of their creation. It checks no permission. */
@Injectable()
export class AccessTokenListService {
  constructor(
    private readonly database: Database,
    private readonly lists: MarkedListService,
  ) {}

  /** One page, ended tokens included unless the query excludes them, and whether another page follows. */
  async list(ctx: CallContext, query: TokenQuery): Promise<{ tokens: ListedToken[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(tokenList(query)));
    const tokens = rows.map(listedToken);
    return { tokens: tokens.slice(0, query.limit), more: tokens.length > query.limit };
  }

  /** The token of an id, ended ones included; undefined where there is none. */
  async find(ctx: CallContext, id: string): Promise<StoredToken | undefined> {
    return this.findBy(ctx, tokenById(id));
  }

  /**
   * As `find`, by a statement that holds the condition of visibility as well, so that the time does not distinguish a
   * hidden token from an absent one.
   */
  async findBy(ctx: CallContext, statement: Statement<TokenRow>): Promise<StoredToken | undefined> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(statement));
    return row && storedToken(row);
  }

  /** As `find`, with its annotations, in one trip. */
  async findAnnotated(ctx: CallContext, id: string): Promise<AnnotatedToken | undefined> {
    const [[row], annotations] = await this.database.read(ctx, (reader) =>
      reader.read(tokenById(id), tokenAnnotations(id)),
    );
    return row && { token: storedToken(row), annotations: annotations.map(annotationOf) };
  }

  /**
   * One page of an organization's own tokens, by their ids: expired ones included, revoked ones not, and of these those
   * that have every one of the annotations. It is read off an index alone, however many have been revoked.
   */
  async ofOrganization(
    ctx: CallContext,
    organizationId: string,
    { annotations, ...page }: PageRequest & { readonly annotations: readonly Annotation[] },
  ): Promise<Page<StoredToken>> {
    if (annotations.length === 0) {
      const { items, total } = await this.lists.page<TokenRow>(ctx, livingTokens(organizationId), page, LISTED);
      return { items: inOrder(items), total };
    }
    const where = { table: TOKEN_ANNOTATIONS, list: organizationId, annotations };
    const { items: ids, total } = await annotatedPage(this.database, ctx, where, page);
    if (ids.length === 0) return { items: [], total };
    const [rows] = await this.database.read(ctx, (reader) => reader.read(tokensByIds(ids)));
    return { items: inOrder(rows), total };
  }
}

function inOrder(rows: readonly TokenRow[]): StoredToken[] {
  return rows.map(storedToken).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function listedToken(row: ListedTokenRow): ListedToken {
  const subject = subjectOf(row);
  return {
    id: row.id,
    subject,
    subjectName: subject.kind === 'organization' ? row.sub_domain : row.email,
    name: row.name,
    scopes: splitWords(row.scopes),
    networks: splitWords(row.networks),
    rateLimit: row.rate_limit,
    countedWith: row.counted_with_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
