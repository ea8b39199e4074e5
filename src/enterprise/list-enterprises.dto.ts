import { Optional } from '../http/arguments/check.js';
import { WholeNumber } from '../http/arguments/scalars.js';
import { IdText, Text } from '../http/arguments/text.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import type { EnterpriseQuery } from './enterprise-list.service.js';

const DEFAULT_LIMIT = 25;

/** The query of the enterprise list, as far as it is served (api-v2.md §3.2). */
export class ListEnterprisesDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  @Optional({ nullIsAbsent: false })
  @Text({ min: 1, max: 255 })
  idempotencyKey?: string;

  @Optional({ nullIsAbsent: false })
  @WholeNumber({ min: 1, max: 500 })
  limit?: number;

  @Optional({ nullIsAbsent: false })
  @IdText()
  prevId?: string;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  toQuery(): EnterpriseQuery {
    return {
      limit: this.limit ?? DEFAULT_LIMIT,
      ...(this.idempotencyKey !== undefined && { idempotencyKey: this.idempotencyKey }),
      ...(this.prevId !== undefined && { afterId: this.prevId }),
    };
  }
}
