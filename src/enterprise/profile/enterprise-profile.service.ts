import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import type { Enterprise } from '../enterprise.js';
import { EnterpriseChangeService, type EnterpriseChangeOptions } from '../enterprise-change.service.js';
import { freezeOf } from '../freeze/enterprise-freeze.queries.js';
import type { EnterpriseProfile, ProfiledEnterprise } from './enterprise-profile.js';
import {
  profileById,
  profiledEnterprise,
  profileInsertion,
  profileOf,
  enterpriseProfileUpdate,
} from './enterprise-profile.queries.js';

/** The profiles of enterprises. A name is set at the creation and never changes. */
@Injectable()
export class EnterpriseProfileService {
  constructor(
    private readonly database: Database,
    private readonly changes: EnterpriseChangeService,
  ) {}

  /**
   * The present state of an enterprise, read in one statement so that it matches its version.
   * @throws DomainError enterprise_not_found if it has been deleted meanwhile
   */
  async of(ctx: CallContext, enterprise: Enterprise): Promise<ProfiledEnterprise> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(profiledEnterprise(enterprise.id)));
    if (!row) throw new DomainError('enterprise_not_found', { enterpriseId: enterprise.id });
    return { ...enterprise, version: row.version, name: row.name, ...profileOf(row), freeze: freezeOf(row) };
  }

  /**
   * Changes the given members of a profile. Equal values change neither the profile nor the version.
   * @returns whether anything changed
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, enterprise_frozen,
   *   precondition_failed, in this order
   */
  update(
    ctx: CallContext,
    enterprise: Enterprise,
    change: Partial<EnterpriseProfile>,
    options?: Pick<EnterpriseChangeOptions, 'precondition'>,
  ): Promise<boolean> {
    const work = async (tx: Tx) => {
      const [[row]] = await tx.read(profileById(enterprise.id));
      const before = profileOf(row);
      const after = { ...before, ...change };
      const fields = (Object.keys(after) as (keyof EnterpriseProfile)[]).filter((each) => after[each] !== before[each]);
      if (fields.length === 0) return undefined;
      // The enterprise's row is locked: no other call writes its profile meanwhile.
      const write = row ? enterpriseProfileUpdate : profileInsertion;
      tx.queue(write(enterprise.id, after));
      const subject = { subjectType: 'enterprise' as const, subjectId: enterprise.id };
      return { ...subject, action: 'enterprise.changed' as const, data: { fields: fields.join(' ') } };
    };
    return this.changes.apply(ctx, enterprise, work, options);
  }
}
