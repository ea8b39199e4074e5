import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { canonicalEmail } from '../common/email.js';
import { DomainError } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Enterprise } from './enterprise.js';
import { assertEnterprisePermitted, type EnterpriseIntent, rolesThatSee } from './enterprise-access.js';
import { enterpriseKnownTo, enterpriseOf, type EnterpriseRow, enterpriseSeenByUser } from './enterprise.queries.js';
import { userWithEmail } from './members/enterprise-user.queries.js';
import { pathIn } from '../organization/path/organization-path.queries.js';

interface Found {
  /** One for each organization of its path. */
  readonly rows: readonly EnterpriseRow[];
  /** The caller's role in the enterprise itself. */
  readonly role: string | null;
}

const NOTHING: Found = { rows: [], role: null };

/** Finds enterprises that are visible to the caller. */
@Injectable()
export class EnterpriseLookupService {
  constructor(private readonly database: Database) {}

  /**
   * The enterprise of an id, if the caller may do this with it. One read at any depth; for an absent enterprise and for
   * one that is not visible it is the same statement, without a row.
   * @throws DomainError enterprise_not_found, organization_suspended, organization_not_activated, permission_denied
   */
  async findVisible(ctx: CallContext, id: string, intent: EnterpriseIntent): Promise<Enterprise> {
    const { rows, role } = isId(id) ? await this.rowsOf(ctx, id, intent) : NOTHING;
    const [row] = rows;
    if (!row) throw new DomainError('enterprise_not_found', { enterpriseId: id });
    const path = pathIn(rows);
    assertEnterprisePermitted(ctx.actor, { enterpriseId: id, organizationId: row.id, path, role }, intent);
    return enterpriseOf(
      row,
      path.some(({ holds }) => holds > 0),
    );
  }

  /** Whether an email belongs to the user who calls. One read by key, and none for other callers. */
  async isOwnEmail(ctx: CallContext, email: string): Promise<boolean> {
    const canonical = canonicalEmail(email);
    const { actor } = ctx;
    if (actor.kind !== 'user' || canonical === undefined) return false;
    const [rows] = await this.database.read(ctx, (reader) => reader.read(userWithEmail(actor.userId, canonical)));
    return rows.length > 0;
  }

  private async rowsOf({ actor, signal }: CallContext, id: string, intent: EnterpriseIntent): Promise<Found> {
    if (actor.kind !== 'user') {
      const [rows] = await this.database.read({ signal }, (reader) => reader.read(enterpriseKnownTo(actor, id)));
      return { rows, role: null };
    }
    const statement = enterpriseSeenByUser(actor.userId, id, rolesThatSee(intent));
    const [rows] = await this.database.read({ signal }, (reader) => reader.read(statement));
    return { rows, role: rows[0]?.e_role ?? null };
  }
}
