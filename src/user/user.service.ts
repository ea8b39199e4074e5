import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { Actor, CallContext } from '../common/call-context.js';
import { canonicalEmail } from '../common/email.js';
import { DomainError } from '../common/errors.js';
import { isId, newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { isDuplicateOfOwnInsert, isUniqueViolation } from '../database/database-errors.js';
import type { Row, Statement, Tx } from '../database/statement.js';
import { OrganizationService } from '../organization/organization.service.js';
import type { Organization } from '../organization/organization.js';
import { acceptedBefore, toldTo } from './told-names.js';
import { seenByUser, visibleAmong } from './user-visibility.js';
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
   * As `find`, and the caller's own for `me`.
   * @throws DomainError as `find`; no_user_associated_with_identity for the `me` of a token that is no user's
   */
  async get(ctx: CallContext, idOrEmailOrMe: string): Promise<User> {
    if (idOrEmailOrMe !== 'me') return this.find(ctx, idOrEmailOrMe);
    if (ctx.actor.kind === 'user') return this.find(ctx, ctx.actor.userId);
    await this.ownOrganization(ctx);
    throw new DomainError('no_user_associated_with_identity', {});
  }

  /**
   * The user with this id or email, if the caller may see him: an operator sees everybody, an organization the users
   * visible to it, a user himself and the users visible to the organizations and enterprises in which he has a role
   * (decisions §5).
   * @throws DomainError user_not_found, absent and not visible alike, naming no more than was given;
   *   organization_suspended and organization_not_activated for the caller's own organization
   */
  async find(ctx: CallContext, idOrEmail: string): Promise<User> {
    const own = await this.ownOrganization(ctx);
    const canonical = canonicalEmail(idOrEmail);
    const id = canonical === undefined ? idOrEmail : await this.idOf(ctx, canonical);
    const user = await this.findVisible(ctx, id, own);
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
        await tx.flush();
      });
    } catch (fault) {
      if (isUniqueViolation(fault, 'uq_users_email_canonical')) {
        throw new DomainError('validation_failed', { problems: [{ field: 'email', problem: 'taken' }] });
      }
      // A COMMIT whose answer was lost: the second try has met the first one's row.
      if (!isDuplicateOfOwnInsert(fault)) throw fault;
    }
    return user;
  }

  /** Queues the row of a new user; `canonical` is the form in which his email is unique. */
  add(tx: Tx, user: User, canonical: string): void {
    tx.queue({
      sql: `INSERT INTO users (id, email, email_canonical, first_name, last_name, created_at, version)
        VALUES (?, ?, ?, ?, ?, ?, 1)`,
      params: [user.id, user.email, canonical, user.firstName, user.lastName, user.createdAt],
    });
  }

  /**
   * Looks for the id of an email's user. The answer has one row whether there is one or not, and is read by `idOrNobody`.
   */
  idOfEmail(canonical: string): Statement {
    return { sql: 'SELECT MAX(u.id) AS id FROM users u WHERE u.email_canonical = ?', params: [canonical] };
  }

  /** Looks for the user of an email, for those who send it along with other reads. Answered by `userOf`. */
  byEmail(canonical: string): Statement {
    return { sql: `SELECT ${USER_COLUMNS} FROM users u WHERE u.email_canonical = ?`, params: [canonical] };
  }

  /**
   * Looks for the users of some emails, and holds them as they are until the transaction ends: nobody erases them
   * meanwhile. Answered by `userOf`, with `email_canonical` beside it.
   */
  heldByEmails(canonicals: readonly string[]): Statement {
    const emails = canonicals.map(() => '?').join(', ');
    return {
      sql: `SELECT ${USER_COLUMNS}, u.email_canonical FROM users u
        WHERE u.email_canonical IN (${emails}) LOCK IN SHARE MODE`,
      params: canonicals,
    };
  }

  /** Looks for those of some users who are visible to an organization; gives their ids. */
  visibleAmong(organization: Organization, userIds: readonly string[]): Statement {
    return visibleAmong(organization, userIds);
  }

  /** A request that names no organization is judged by its token's own (decisions §4). */
  private async ownOrganization(ctx: CallContext): Promise<Organization | undefined> {
    if (ctx.actor.kind !== 'organization') return undefined;
    return this.organizations.findVisible(ctx, { id: ctx.actor.organizationId }, 'read');
  }

  private async idOf(ctx: CallContext, canonical: string): Promise<string> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(this.idOfEmail(canonical)));
    return idOrNobody(rows!);
  }

  private async findVisible(ctx: CallContext, id: string, own: Organization | undefined): Promise<User | undefined> {
    if (!isId(id)) return undefined;
    const [rows] = await this.database.read(ctx, (reader) => reader.read(userAsSeen(ctx.actor, own, id)));
    const [row] = rows!;
    return row && toldTo(ctx.actor, userOf(row), Number(row.accepted) === 1);
  }
}

/**
 * Looks for a user as an actor sees them; `accepted` tells whether the names may be told. Who may be seen is looked for
 * first, and only of such a user is more read: what else there is takes no longer than what is not there.
 */
function userAsSeen(actor: Actor, own: Organization | undefined, id: string): Statement {
  if (!own && (actor.kind !== 'user' || actor.userId === id)) {
    return { sql: `SELECT ${USER_COLUMNS}, 0 AS accepted FROM users u WHERE u.id = ?`, params: [id] };
  }
  const seen = own ? visibleAmong(own, [id]) : seenByUser(actor.kind === 'user' ? actor.userId : '', id);
  const accepted = acceptedBefore(actor, own, id);
  return {
    // In this order: MariaDB would begin with all users where they are few, and SQLite might.
    sql: `SELECT STRAIGHT_JOIN ${USER_COLUMNS}, ${accepted.sql} AS accepted
      FROM (${seen.sql}) v CROSS JOIN users u ON u.id = v.id`,
    params: [...accepted.params, ...seen.params],
  };
}

/** The id that `idOfEmail` has found; a new one, of nobody, where it has found none: the same is asked on with either. */
export function idOrNobody(rows: readonly Row[]): string {
  const id = rows[0]?.id;
  return typeof id === 'string' ? id : newId();
}

/** A user whom nobody has made yet, of whom no more is known than an email. */
export function newUserOf(email: string, createdAt = Date.now()): User {
  return { id: newId(), email, firstName: null, lastName: null, createdAt };
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
