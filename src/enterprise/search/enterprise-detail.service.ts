import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Row, Statement } from '../../database/statement.js';
import type { User } from '../../user/user.service.js';
import { FREEZE_COLUMNS, freezeOf, isFrozen } from '../freeze/enterprise-freeze.service.js';
import type { ThirdPartyIdentifier } from '../enterprise-fingerprint.js';

/** Who may do what in an enterprise; `since` in milliseconds since 1970. */
export interface EnterpriseMember {
  readonly userId: string;
  /** Null once the person has been erased. */
  readonly email: string | null;
  /** `admin`, `auditor` or `member`. */
  readonly role: string;
  readonly since: number;
}

/** An enterprise with all that is known of it. */
export interface EnterpriseDetail {
  readonly id: string;
  readonly organizationId: string;
  readonly subDomain: string;
  readonly name: string;
  readonly accountType: string;
  readonly isCaaS: boolean;
  readonly createdAt: number;
  /** The user who was answered when it was created. */
  readonly userId: string;
  /** Null where it is not frozen. */
  readonly frozenUntil: number | null;
  readonly thirdPartyIdentifiers: readonly ThirdPartyIdentifier[];
  /** In the order of their ids. */
  readonly members: readonly EnterpriseMember[];
  readonly moreMembers: boolean;
}

/** A user's role in one enterprise. */
export interface EnterpriseRole {
  readonly enterpriseId: string;
  readonly name: string;
  readonly organizationId: string;
  readonly role: string;
  readonly since: number;
}

/** As many as an enterprise can be created with. */
const MAX_IDENTIFIERS = 50;

/** Shows enterprises to those who run the installation. It judges nobody's permission. */
@Injectable()
export class EnterpriseDetailService {
  constructor(private readonly database: Database) {}

  /** The enterprise of this id with at most `limit` of its members; one trip. */
  async find(ctx: CallContext, id: string, limit: number): Promise<EnterpriseDetail | undefined> {
    if (!isId(id)) return undefined;
    const [found, identifiers, members] = await this.database.read(ctx, (reader) => reader.read(...stepsOf(id, limit)));
    const row = found![0];
    return row && detailOf(row, identifiers!, members!.slice(0, limit), members!.length > limit);
  }

  /**
   * At most so many of a user's roles in enterprises, in the order of organizations and enterprises, and whether
   * there are more: a service user may have a million.
   */
  async rolesOf(ctx: CallContext, user: User, limit: number): Promise<{ roles: EnterpriseRole[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT l.enterprise_id, e.name, l.organization_id, l.role, l.created_at
          FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          JOIN enterprises e ON e.id = l.enterprise_id
          WHERE l.user_id = ? ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
        params: [user.id, limit + 1],
      }),
    );
    const roles = rows!.map((row) => ({
      enterpriseId: String(row.enterprise_id),
      name: String(row.name),
      organizationId: String(row.organization_id),
      role: String(row.role),
      since: Number(row.created_at),
    }));
    return { roles: roles.slice(0, limit), more: roles.length > limit };
  }
}

function stepsOf(id: string, limit: number): Statement[] {
  return [
    {
      sql: `SELECT e.id, e.organization_id, o.sub_domain, e.name, e.account_type, e.is_caas, e.created_at, e.user_id,
          ${FREEZE_COLUMNS}
        FROM enterprises e JOIN organizations o ON o.id = e.organization_id
        LEFT JOIN enterprise_freezes f ON f.enterprise_id = e.id WHERE e.id = ?`,
      params: [id],
    },
    {
      sql: `SELECT label, identifier FROM third_party_identifiers
        WHERE enterprise_id = ? ORDER BY position LIMIT ${MAX_IDENTIFIERS}`,
      params: [id],
    },
    {
      sql: `SELECT l.user_id, u.email, l.role, l.created_at FROM enterprise_users l JOIN users u ON u.id = l.user_id
        WHERE l.enterprise_id = ? ORDER BY l.user_id LIMIT ?`,
      params: [id, limit + 1],
    },
  ];
}

function detailOf(row: Row, identifiers: readonly Row[], members: readonly Row[], more: boolean): EnterpriseDetail {
  const freeze = freezeOf(row);
  return {
    id: String(row.id),
    organizationId: String(row.organization_id),
    subDomain: String(row.sub_domain),
    name: String(row.name),
    accountType: String(row.account_type),
    isCaaS: Number(row.is_caas) === 1,
    createdAt: Number(row.created_at),
    userId: String(row.user_id),
    frozenUntil: freeze && isFrozen(freeze) ? freeze.expiresAt : null,
    thirdPartyIdentifiers: identifiers.map(({ identifier, label }) => ({
      id: String(identifier),
      label: String(label),
    })),
    members: members.map((member) => ({
      userId: String(member.user_id),
      email: member.email === null ? null : String(member.email),
      role: String(member.role),
      since: Number(member.created_at),
    })),
    moreMembers: more,
  };
}
