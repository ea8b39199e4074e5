import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Parameter, Row } from '../database/steps.js';
import { IDS_OF_PATH, PATH_STATE_COLUMNS, pathStateOf } from '../organization/organization-path.js';
import { type Enterprise, ENTERPRISE_COLUMNS, enterpriseOf } from './enterprise.js';
import { assertEnterprisePermitted, type EnterpriseIntent } from './enterprise-access.js';
import { isOwnEmail } from './own-email.js';

/** Finds enterprises for those who may see them. */
@Injectable()
export class EnterpriseLookup {
  constructor(private readonly database: Database) {}

  /**
   * The enterprise of an id, if its caller may do this with it. One read at any depth, and the same statement for an
   * absent enterprise and for somebody else's.
   * @throws DomainError enterprise_not_found, organization_suspended, organization_not_activated, permission_denied
   */
  async findVisible(ctx: CallContext, id: string, intent: EnterpriseIntent): Promise<Enterprise> {
    const rows = isId(id) ? await this.rowsOf(ctx, id) : [];
    const path = rows.map(pathStateOf);
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

  private async rowsOf(ctx: CallContext, id: string): Promise<Row[]> {
    const { actor } = ctx;
    const ofUser = actor.kind === 'user';
    const params: Parameter[] = actor.kind === 'user' ? [actor.userId, actor.userId, id] : [id];
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT ${ENTERPRISE_COLUMNS}, ${PATH_STATE_COLUMNS}${ofUser ? ', m.role AS a_role, l.role AS e_role' : ''}
          FROM enterprises e JOIN organizations o ON o.id = e.organization_id
          JOIN organizations a ON a.id IN (${IDS_OF_PATH})
          ${ofUser ? 'LEFT JOIN organization_users m ON m.organization_id = a.id AND m.user_id = ?' : ''}
          ${ofUser ? 'LEFT JOIN enterprise_users l ON l.enterprise_id = e.id AND l.user_id = ?' : ''}
          WHERE e.id = ? ORDER BY a.depth`,
        params,
      }),
    );
    return rows!;
  }
}
