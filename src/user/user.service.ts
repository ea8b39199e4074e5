import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { canonicalEmail } from '../common/email.js';
import { DomainError } from '../common/errors.js';
import { isId, newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { isDuplicateOfOwnInsert, isUniqueViolation } from '../database/database-errors.js';
import type { Tx } from '../database/statement.js';
import { OrganizationService } from '../organization/organization.service.js';
import type { Organization } from '../organization/organization.js';
import { withVisibleNames } from './visible-names.js';
import { userIdByEmail, userInsert, type UserRow, userSeenBy } from './user.queries.js';
import { personNameProblems } from './user.rules.js';

/** A user; `createdAt` in milliseconds since 1970. */
export interface User {
  readonly id: string;
  /** As first given; null once the person has been erased. */
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly createdAt: number;
}

/** Finds and creates users, who belong to no organization: organizations and enterprises link them. */
@Injectable()
export class UserService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly audit: AuditService,
  ) {}

  /**
   * As `find`, and the caller's own user for `me`.
   * @throws DomainError as `find`; no_user_associated_with_identity for the `me` of a token that is no user's
   */
  async get(ctx: CallContext, idOrEmailOrMe: string): Promise<User> {
    if (idOrEmailOrMe !== 'me') return this.find(ctx, idOrEmailOrMe);
    if (ctx.actor.kind === 'user') return this.find(ctx, ctx.actor.userId);
    await this.ownOrganization(ctx);
    throw new DomainError('no_user_associated_with_identity', {});
  }

  /**
   * The user with this id or email, if the caller may see them: an operator sees every user, an organization the users
   * visible to it, a user their own and the users visible to the organizations and enterprises in which they have a role
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
   * @throws DomainError validation_failed when the email is none or is another user's, or a name is empty or too long
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
    } catch (error) {
      if (isUniqueViolation(error, 'uq_users_email_canonical')) {
        throw new DomainError('validation_failed', { problems: [{ field: 'email', problem: 'taken' }] });
      }
      // A duplicate of our own row means that COMMIT succeeded and its reply was lost.
      if (!isDuplicateOfOwnInsert(error)) throw error;
    }
    return user;
  }

  /** Queues the row of a new user; `canonical` is the form in which the email is unique. */
  add(tx: Tx, user: User, canonical: string): void {
    tx.queue(userInsert(user, canonical));
  }

  /** A request that names no organization is about the one of its token (decisions §4). */
  private async ownOrganization(ctx: CallContext): Promise<Organization | undefined> {
    if (ctx.actor.kind !== 'organization') return undefined;
    return this.organizations.findVisible(ctx, { id: ctx.actor.organizationId }, 'read');
  }

  private async idOf(ctx: CallContext, canonical: string): Promise<string> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(userIdByEmail(canonical)));
    return idOrNew(rows);
  }

  private async findVisible(ctx: CallContext, id: string, own: Organization | undefined): Promise<User | undefined> {
    if (!isId(id)) return undefined;
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(userSeenBy(ctx.actor, own, id)));
    return row && withVisibleNames(ctx.actor, userOf(row), row.accepted === 1);
  }
}

/** The id that `userIdByEmail` has found, or else a new id of no user: the same statements follow with either. */
export function idOrNew([row]: readonly { readonly id: string | null }[]): string {
  return row?.id ?? newId();
}

/** A user who is to be created, by an email alone. */
export function newUserOf(email: string, createdAt = Date.now()): User {
  return { id: newId(), email, firstName: null, lastName: null, createdAt };
}

export function userOf(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    createdAt: row.created_at,
  };
}
