import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { Database } from '../../database/database.js';
import type { Row, Tx } from '../../database/statement.js';
import type { Enterprise } from '../enterprise.js';
import { EnterpriseChangeService, type EnterpriseChangeOptions } from '../enterprise-change.service.js';
import { type Freeze, FREEZE_COLUMNS, freezeOf } from '../freeze/enterprise-freeze.service.js';

/** What may be changed of an enterprise. */
export interface EnterpriseProfile {
  /** Null where it was never said. */
  readonly legalPersonName: string | null;
  readonly usersViewAllWallets: boolean;
}

/** An enterprise with all that its documented object shows (api-v2.md §3.3). */
export interface ProfiledEnterprise extends Enterprise, EnterpriseProfile {
  /** Its last freeze, over or not. */
  readonly freeze: Freeze | null;
}

const PROFILE_COLUMNS = 'p.legal_person_name AS p_legal_person_name, p.users_view_all_wallets AS p_view_all';

/** The profiles of enterprises. Their names come from their creation, and stay. */
@Injectable()
export class EnterpriseProfileService {
  constructor(
    private readonly database: Database,
    private readonly changes: EnterpriseChangeService,
  ) {}

  /**
   * An enterprise as it is now, read in one statement: what is shown belongs to its version.
   * @throws DomainError enterprise_not_found where it has been deleted meanwhile
   */
  async of(ctx: CallContext, enterprise: Enterprise): Promise<ProfiledEnterprise> {
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT e.version, e.name, ${PROFILE_COLUMNS}, ${FREEZE_COLUMNS} FROM enterprises e
          LEFT JOIN enterprise_profiles p ON p.enterprise_id = e.id
          LEFT JOIN enterprise_freezes f ON f.enterprise_id = e.id
          WHERE e.id = ?`,
        params: [enterprise.id],
      }),
    );
    const row = rows![0];
    if (!row) throw new DomainError('enterprise_not_found', { enterpriseId: enterprise.id });
    const now = { version: Number(row.version), name: String(row.name) };
    return { ...enterprise, ...now, ...profileOf(row), freeze: freezeOf(row) };
  }

  /**
   * Changes what is given of a profile. What is there already changes nothing, the version neither.
   * @returns whether anything changed
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, enterprise_frozen,
   *   precondition_failed, in this order
   */
  update(
    ctx: CallContext,
    enterprise: Enterprise,
    change: Partial<EnterpriseProfile>,
    terms?: Pick<EnterpriseChangeOptions, 'precondition'>,
  ): Promise<boolean> {
    const work = async (tx: Tx) => {
      const [rows] = await tx.read({
        sql: `SELECT ${PROFILE_COLUMNS} FROM enterprise_profiles p WHERE p.enterprise_id = ?`,
        params: [enterprise.id],
      });
      const before = profileOf(rows![0]);
      const after = { ...before, ...change };
      const fields = (Object.keys(after) as (keyof EnterpriseProfile)[]).filter((each) => after[each] !== before[each]);
      if (fields.length === 0) return undefined;
      write(tx, enterprise, after, rows!.length > 0);
      const subject = { subjectType: 'enterprise' as const, subjectId: enterprise.id };
      return { ...subject, action: 'enterprise.changed' as const, data: { fields: fields.join(' ') } };
    };
    return this.changes.apply(ctx, enterprise, work, terms);
  }
}

/** Without a row all of it is as it was at the creation. */
function profileOf(row: Row | undefined): EnterpriseProfile {
  const name = row?.p_legal_person_name ?? null;
  return {
    legalPersonName: name === null ? null : String(name),
    usersViewAllWallets: Number(row?.p_view_all ?? 0) === 1,
  };
}

/** The enterprise's row is locked, so nobody else writes its profile meanwhile. */
function write(tx: Tx, { id }: Enterprise, profile: EnterpriseProfile, isThere: boolean): void {
  const values = [profile.legalPersonName, profile.usersViewAllWallets ? 1 : 0];
  tx.queue({
    sql: isThere
      ? 'UPDATE enterprise_profiles SET legal_person_name = ?, users_view_all_wallets = ? WHERE enterprise_id = ?'
      : 'INSERT INTO enterprise_profiles (legal_person_name, users_view_all_wallets, enterprise_id) VALUES (?, ?, ?)',
    params: [...values, id],
  });
}
