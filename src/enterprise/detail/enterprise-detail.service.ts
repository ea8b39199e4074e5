import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { User } from '../../user/user.service.js';
import { isFrozen } from '../freeze/enterprise-freeze.js';
import { freezeOf } from '../freeze/enterprise-freeze.queries.js';
import type { ThirdPartyIdentifier } from '../enterprise-fingerprint.js';
import {
  allEnterprisesOfUser,
  enterpriseDetail,
  type EnterpriseDetailRow,
  type EnterpriseMemberRow,
  identifiersOf,
  membersOf,
} from './enterprise-detail.queries.js';

/** A user of an enterprise, and the role in it; `since` in milliseconds since 1970. */
export interface EnterpriseMember {
  readonly userId: string;
  /** Null once the user has been erased. */
  readonly email: string | null;
  /** `admin`, `auditor` or `member`. */
  readonly role: string;
  readonly since: number;
}

/** An enterprise with its identifiers and members. */
export interface EnterpriseDetail {
  readonly id: string;
  readonly organizationId: string;
  readonly subDomain: string;
  readonly name: string;
  readonly accountType: string;
  readonly isCaaS: boolean;
  readonly createdAt: number;
  /** The user whose id the creation returned. */
  readonly userId: string;
  /** Null if it is not frozen. */
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

/** Shows enterprises on the command line. It checks no permission. */
@Injectable()
export class EnterpriseDetailService {
  constructor(private readonly database: Database) {}

  /** The enterprise of this id with at most `limit` of its members; one trip. */
  async find(ctx: CallContext, id: string, limit: number): Promise<EnterpriseDetail | undefined> {
    if (!isId(id)) return undefined;
    const [[row], identifiers, members] = await this.database.read(ctx, (reader) =>
      reader.read(enterpriseDetail(id), identifiersOf(id, MAX_IDENTIFIERS), membersOf(id, limit + 1)),
    );
    return row && detailOf(row, identifiers, members, limit);
  }

  /**
   * At most so many of a user's roles in enterprises, in the order of organizations and enterprises, and whether
   * there are more: a service user may have a million.
   */
  async rolesOf(ctx: CallContext, user: User, limit: number): Promise<{ roles: EnterpriseRole[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(allEnterprisesOfUser(user.id, limit + 1)));
    const roles = rows.map((row) => ({
      enterpriseId: row.enterprise_id,
      name: row.name,
      organizationId: row.organization_id,
      role: row.role,
      since: row.created_at,
    }));
    return { roles: roles.slice(0, limit), more: roles.length > limit };
  }
}

function detailOf(
  row: EnterpriseDetailRow,
  identifiers: readonly { label: string; identifier: string }[],
  members: readonly EnterpriseMemberRow[],
  limit: number,
): EnterpriseDetail {
  const freeze = freezeOf(row);
  return {
    id: row.id,
    organizationId: row.organization_id,
    subDomain: row.sub_domain,
    name: row.name,
    accountType: row.account_type,
    isCaaS: row.is_caas === 1,
    createdAt: row.created_at,
    userId: row.user_id,
    frozenUntil: freeze && isFrozen(freeze) ? freeze.expiresAt : null,
    thirdPartyIdentifiers: identifiers.map(({ identifier, label }) => ({ id: identifier, label })),
    members: members.slice(0, limit).map((member) => ({
      userId: member.user_id,
      email: member.email,
      role: member.role,
      since: member.created_at,
    })),
    moreMembers: members.length > limit,
  };
}
