import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Condition } from '../common/standing.js';
import type { Row, Statement } from '../database/statement.js';
import { IDS_OF_PATH, PATH_STATE_COLUMNS, pathIn } from '../organization/path/organization-path.js';
import {
  knownTo,
  PATH_BEHIND_ROLES,
  ROLE_ON_PATH,
  ROLES_ON_PATH,
} from '../organization/path/organization-visibility.js';
import { type Enterprise, ENTERPRISE_COLUMNS, enterpriseOf } from './enterprise.js';
import { assertEnterprisePermitted, type EnterpriseIntent, rolesThatSee } from './enterprise-access.js';
import { isOwnEmail } from './members/own-email.js';

/** Finds enterprises for those who may see them. */
@Injectable()
export class EnterpriseLookupService {
  constructor(private readonly database: Database) {}

  /**
   * The enterprise of an id, if its caller may do this with it. One read at any depth, and the same statement for an
   * absent enterprise and for one that the caller does not see, without a row for either.
   * @throws DomainError enterprise_not_found, organization_suspended, organization_not_activated, permission_denied
   */
  async findVisible(ctx: CallContext, id: string, intent: EnterpriseIntent): Promise<Enterprise> {
    const rows = isId(id) ? await this.rowsOf(ctx, id, intent) : [];
    const path = pathIn(rows);
    const role = rows[0]?.e_role;
    const standing = {
      enterpriseId: id,
      organizationId: String(rows[0]?.id),
      path,
      role: typeof role === 'string' ? role : null,
    };
    assertEnterprisePermitted(ctx.actor, standing, intent);
    return enterpriseOf(
      rows[0]!,
      path.some(({ holds }) => holds > 0),
    );
  }

  /** Whether an email is that of the user who calls. One read by key, and none for other callers. */
  isOwnEmail(ctx: CallContext, email: string): Promise<boolean> {
    return isOwnEmail(this.database, ctx, email);
  }

  private async rowsOf({ actor, signal }: CallContext, id: string, intent: EnterpriseIntent): Promise<Row[]> {
    const step = actor.kind === 'user' ? seenByUser(actor.userId, id, intent) : found(id, knownTo(actor));
    const [rows] = await this.database.read({ signal }, (reader) => reader.read(step));
    return rows!;
  }
}

function found(id: string, condition: Condition): Statement {
  return {
    sql: `SELECT ${ENTERPRISE_COLUMNS}, ${PATH_STATE_COLUMNS}
      FROM enterprises e JOIN organizations o ON o.id = e.organization_id
      JOIN organizations a ON a.id IN (${IDS_OF_PATH}) WHERE e.id = ? AND ${condition.sql}`,
    params: [id, ...condition.params],
  };
}

/** With the roles of this user, if there is one, in the enterprise or on the path, with which it is seen. */
function seenByUser(userId: string, id: string, intent: EnterpriseIntent): Statement {
  const roles = rolesThatSee(intent);
  return {
    sql: `SELECT STRAIGHT_JOIN ${ENTERPRISE_COLUMNS}, ${PATH_STATE_COLUMNS}, ${ROLE_ON_PATH}, l.role AS e_role
      FROM users u LEFT JOIN enterprises e ON e.id = ? LEFT JOIN organizations o ON o.id = e.organization_id
      LEFT JOIN enterprise_users l ON l.enterprise_id = e.id AND l.user_id = u.id
      LEFT JOIN ${ROLES_ON_PATH} AND k.role IN (${roles.map(() => '?').join(', ')}) ${PATH_BEHIND_ROLES}
      WHERE u.id = ? AND (l.role IS NOT NULL OR k.role IS NOT NULL)`,
    params: [id, ...roles, userId],
  };
}
