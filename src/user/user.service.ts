import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { canonicalEmail } from '../common/email.js';
import { DomainError } from '../common/errors.js';
import { isId, newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { isOwnRowAgain, isTaken } from '../database/faults.js';
import type { Row, Step, Tx } from '../database/steps.js';
import { OrganizationService } from '../organization/organization.service.js';
import { type Organization, PATH_SEPARATOR } from '../organization/organization.js';
import { personNameProblems } from './user.rules.js';

/** A user as his row says it; `createdAt` in milliseconds since 1970. */
export interface User {
  readonly id: string;
  /** As first given; null once the person has been erased. */
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly createdAt: number;
}

const USER_COLUMNS = 'u.id, u.email, u.first_name, u.last_name, u.created_at';

/** Finds and makes users, who belong to no organization: organizations and enterprises link them. */
@Injectable()
export class UserService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly audit: AuditService,
  ) {}

  /**
   * The user with this id, or the caller's own for `me`, if the caller may see him: an operator sees everybody, an
   * organization the users visible to it (decisions §5), a user himself.
   * @throws DomainError user_not_found, absent and not visible alike; no_user_associated_with_identity for the `me`
   *   of a token that is no user's; organization_suspended and organization_not_activated for the caller's own
   *   organization
   */
  async get(ctx: CallContext, idOrMe: string): Promise<User> {
    const own = await this.ownOrganization(ctx);
    if (idOrMe === 'me' && ctx.actor.kind !== 'user') {
      throw new DomainError('no_user_associated_with_identity', {});
    }
    const id = idOrMe === 'me' && ctx.actor.kind === 'user' ? ctx.actor.userId : idOrMe;
    const user = await this.findVisible(ctx, id, own);
    if (!user) throw new DomainError('user_not_found', { userIds: [idOrMe] });
    return user;
  }

  /**
   * The user of this id or email, if the caller may see him.
   * @throws DomainError user_not_found, naming no more than was given; else as `get`
   */
  async find(ctx: CallContext, idOrEmail: string): Promise<User> {
    const own = await this.ownOrganization(ctx);
    const canonical = canonicalEmail(idOrEmail);
    const id = canonical ? await this.idOf(ctx, canonical) : idOrEmail;
    const user = id === undefined ? undefined : await this.findVisible(ctx, id, own);
    if (!user) throw new DomainError('user_not_found', { userIds: [idOrEmail] });
    return user;
  }

  /**
   * A new user.
   * @throws DomainError validation_failed when the email is none or already somebody's, or a name is empty or too long
   */
  async create(ctx: CallContext, person: { email: string; firstName?: string; lastName?: string }): Promise<User> {
    const problems = personNameProblems(person);
    const canonical = canonicalEmail(person.email);
    if (!canonical) problems.unshift({ field: 'email', problem: 'invalid' });
    if (!canonical || problems.length > 0) throw new DomainError('validation_failed', { problems });
    const { email, firstName = null, lastName = null } = person;
    const user: User = { id: newId(), email, firstName, lastName, createdAt: Date.now() };
    try {
      await this.database.write(ctx, async (tx) => {
        this.add(tx, user, canonical);
        this.audit.record(tx, ctx, { action: 'user.created', subjectType: 'user', subjectId: user.id });
        await tx.send();
      });
    } catch (fault) {
      if (isTaken(fault, 'uq_users_email_canonical')) {
        throw new DomainError('validation_failed', { problems: [{ field: 'email', problem: 'taken' }] });
      }
      // A COMMIT whose answer was lost: the second try has met the first one's row.
      if (!isOwnRowAgain(fault)) throw fault;
    }
    return user;
  }

  /** Queues the row of a new user; `canonical` is the form in which his email is unique. */
  add(tx: Tx, user: User, canonical: string): void {
    tx.add({
      sql: `INSERT INTO users (id, email, email_canonical, first_name, last_name, created_at, version)
        VALUES (?, ?, ?, ?, ?, ?, 1)`,
      params: [user.id, user.email, canonical, user.firstName, user.lastName, user.createdAt],
    });
  }

  /** Looks for the user of an email, for those who send it along with other reads. Answered by `userOf`. */
  byEmail(canonical: string): Step {
    return { sql: `SELECT ${USER_COLUMNS} FROM users u WHERE u.email_canonical = ?`, params: [canonical] };
  }

  /**
   * Looks for those of some users who are visible to an organization: with a role in it or in an ancestor, or in one
   * of its or its descendants' enterprises. Gives their ids; what has not the form of an id is nobody's.
   *
   * The inner DISTINCT is what keeps a service user of a million enterprises cheap: his organizations are read off
   * the index in jumps, and not his enterprises one by one.
   */
  visibleAmong(organization: Organization, userIds: readonly string[]): Step {
    const ids = userIds.filter(isId);
    if (ids.length === 0) return { sql: 'SELECT u.id FROM users u WHERE 1 = 0', params: [] };
    const users = ids.map(() => '?').join(', ');
    const path = organization.path.map(() => '?').join(', ');
    const start = organization.path.join(PATH_SEPARATOR);
    return {
      sql: `SELECT m.user_id AS id FROM organization_users m
          WHERE m.user_id IN (${users}) AND m.organization_id IN (${path})
        UNION SELECT l.user_id AS id
          FROM (SELECT DISTINCT user_id, organization_id FROM enterprise_users WHERE user_id IN (${users})) l
          JOIN organizations o ON o.id = l.organization_id
          WHERE SUBSTR(o.path, 1, ${start.length}) = ?`,
      params: [...ids, ...organization.path, ...ids, start],
    };
  }

  /** A request that names no organization is judged by its token's own (decisions §4). */
  private async ownOrganization(ctx: CallContext): Promise<Organization | undefined> {
    if (ctx.actor.kind !== 'organization') return undefined;
    return this.organizations.findVisible(ctx, { id: ctx.actor.organizationId }, 'read');
  }

  private async idOf(ctx: CallContext, canonical: string): Promise<string | undefined> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(this.byEmail(canonical)));
    return rows?.[0] && userOf(rows[0]).id;
  }

  private async findVisible(ctx: CallContext, id: string, own: Organization | undefined): Promise<User | undefined> {
    if (!isId(id)) return undefined;
    const byId: Step = { sql: `SELECT ${USER_COLUMNS} FROM users u WHERE u.id = ?`, params: [id] };
    const steps = own ? [byId, this.visibleAmong(own, [id])] : [byId];
    const [rows, visible] = await this.database.read(ctx, (reader) => reader.read(...steps));
    const mayBeSeen = visible ? visible.length > 0 : ctx.actor.kind !== 'user' || ctx.actor.userId === id;
    return rows![0] && mayBeSeen ? userOf(rows![0]) : undefined;
  }
}

/** Reads a row of a user, as `byEmail` finds it. */
export function userOf(row: Row): User {
  const text = (column: string): string | null => (row[column] === null ? null : String(row[column]));
  return {
    id: String(row.id),
    email: text('email'),
    firstName: text('first_name'),
    lastName: text('last_name'),
    createdAt: Number(row.created_at),
  };
}
