import { Injectable } from '@nestjs/common';
import { organizationsAbove } from '../audit/actors-above.js';
import type { AuditAction } from '../audit/audit-actions.js';
import { type LoggedEvent, shownTo } from '../audit-log/logged-event.js';
import { actorId, type CallContext } from '../common/call-context.js';
import { DomainError, type Violation } from '../common/errors.js';
import { recheckStanding } from '../database/admission.js';
import { Database } from '../database/database.js';
import { OrganizationService, type OrganizationAccess } from '../organization/organization.service.js';
import { INSTALLATION } from './event-feed.queries.js';
import { EventWaiters } from './event-waiters.js';
import { FeedCursors, type FeedPosition } from './feed-cursors.js';
import { type FeedPart, type FeedRange, FeedReader, type FeedStart } from './feed-reader.js';
import { WaitingLimits } from './waiting-limits.js';

/** What to read of a feed. */
export interface FeedQuery {
  /** Behind this cursor; `now` for behind what is there; absent for from the oldest that is kept. */
  readonly after?: string;
  /** Only events of these actions; absent for all. */
  readonly actions?: readonly AuditAction[];
  /** At most so many. */
  readonly limit: number;
  /** How long to wait where there is nothing; 0 is not at all. */
  readonly waitMs: number;
  /** What a cursor that is none of this feed is refused with. */
  readonly badCursor: Violation;
}

/** Where to begin. */
export type FeedStartQuery = Pick<FeedQuery, 'after' | 'badCursor'>;

/** A page of a feed, the oldest event first. */
export interface FeedPage {
  readonly events: readonly LoggedEvent[];
  /** The cursor to read on with. */
  readonly after: string;
  /** Whether there is more behind it already. */
  readonly more: boolean;
  /** The cursor ahead of the oldest event that is kept. */
  readonly oldest: string;
}

/**
 * Reads feeds: what happened in a tree or in the whole installation, in the one order of events. A reader who goes on with
 * `after` gets every event once, in order, whatever is written meanwhile and however late it is committed.
 */
@Injectable()
export class EventFeedService {
  constructor(
    private readonly database: Database,
    private readonly reader: FeedReader,
    private readonly cursors: FeedCursors,
    private readonly waiters: EventWaiters,
    private readonly limits: WaitingLimits,
    private readonly organizations: OrganizationService,
  ) {}

  /**
   * The feed of an organization and all below it. After a wait the caller's rights are checked again.
   * @throws DomainError invalid_arguments, event_cursor_expired, too_many_waiting; after a wait all that the call could
   *   have been refused with
   */
  async ofOrganization(ctx: CallContext, access: OrganizationAccess, query: FeedQuery): Promise<FeedPage> {
    const { id } = access.organization;
    const { part, waited } = await this.partOf(ctx, id, query);
    const { organization, actorDepth } = waited ? await this.organizations.findAccess(ctx, { id }, 'read') : access;
    return this.pageOf(ctx, part, { log: id, above: organizationsAbove(organization.path, actorDepth) });
  }

  /** The feed of the whole installation: as `ofOrganization`, for the operator. */
  async ofInstallation(ctx: CallContext, query: FeedQuery): Promise<FeedPage> {
    const { part } = await this.partOf(ctx, INSTALLATION, query);
    return this.pageOf(ctx, part, { log: INSTALLATION, above: new Set() });
  }

  /**
   * The ids of the events of a log, with no reader to hide anything from. @returns where to read on, null at the end
   * @throws DomainError invalid_arguments, event_cursor_expired
   */
  async idsBehind(
    ctx: CallContext,
    log: string,
    query: FeedStartQuery & FeedRange['query'],
  ): Promise<{ eventIds: string[]; next: string | null }> {
    await this.cursors.prepare(ctx);
    const { rows, end, more } = await this.reader.read(ctx, { log, start: this.startOf(log, query), query });
    return { eventIds: rows.map(({ id }) => id), next: more ? this.cursors.cursorAt(log, end) : null };
  }

  private async partOf(ctx: CallContext, log: string, query: FeedQuery) {
    await this.cursors.prepare(ctx);
    const part = await this.reader.read(ctx, { log, start: this.startOf(log, query), query });
    const isDone = query.waitMs === 0 || part.rows.length > 0 || part.more || this.waiters.ended;
    if (isDone) return { part, waited: false };
    const waitedFor = await this.limits.within(actorId(ctx.actor), () => this.waitFor(ctx, log, query, part));
    await this.database.read(ctx, (reader) => recheckStanding(reader, ctx));
    return { part: waitedFor, waited: true };
  }

  private async waitFor(ctx: CallContext, log: string, query: FeedQuery, first: FeedPart): Promise<FeedPart> {
    const until = performance.now() + query.waitMs;
    let part = first;
    while (await this.waiters.wait({ log, place: part.end.place, until, signal: ctx.signal })) {
      part = await this.reader.read(ctx, { log, start: part.end, query });
      if (part.rows.length > 0 || part.more) break;
    }
    return part;
  }

  private startOf(log: string, { after, badCursor }: FeedStartQuery): FeedStart {
    if (after === undefined) return 'oldest';
    if (after === 'now') return 'now';
    const position = this.cursors.positionAt(log, after);
    if (!position) throw new DomainError('invalid_arguments', { fields: [badCursor] });
    return position;
  }

  private pageOf(
    { actor }: CallContext,
    { rows, end, more, cleared }: FeedPart,
    { log, above }: { log: string; above: ReadonlySet<string> },
  ): FeedPage {
    const events = rows.map(shownTo(actor, above));
    const cursor = (position: FeedPosition) => this.cursors.cursorAt(log, position);
    return { events, after: cursor(end), more, oldest: cursor({ place: cleared, mark: '' }) };
  }
}
