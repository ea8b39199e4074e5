import { ID_PATTERN } from '../../common/ids.js';
import { IsNotSiblingOf, Optional, RequiredWith } from '../../http/validation/fields/presence.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { IdField, EnumField, StringField } from '../../http/validation/fields/text.js';
import { RepeatedEnumField } from '../../http/validation/fields/repeated-enum.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { BUSINESS_MODELS, type ConstantFilters, KYC_STATES } from '../enterprise-constants.js';
import { ACCOUNT_TYPES, type AccountType } from '../enterprise-fingerprint.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import { CursorLimit, cursorQuery, PrevId } from '../enterprise.dto.js';
import type { EnterpriseQuery, EnterpriseSearchQuery, OwnEnterpriseQuery } from './enterprise-list.js';
import { isSearchable, PLACE, placeOf, SEARCHABLE } from './enterprise-search-cursor.js';

const DEFAULT_LIMIT = 25;

/** The query of the enterprise list (api-v2.md §3.2); `searchAfter` and `thirdParty…` are this service's own. */
export class ListEnterprisesDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @Optional({ nullable: false })
  @StringField({ min: 1, max: 255 })
  idempotencyKey?: string;

  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @Optional({ nullable: false })
  @StringField({ pattern: ID_PATTERN })
  prevId?: string;

  @RequiredWith('searchAfter')
  @IsNotSiblingOf('idempotencyKey', 'prevId', 'thirdPartyLabel', 'thirdPartyId')
  @StringField({ min: 1, max: 320, accepts: isSearchable, form: SEARCHABLE })
  search?: string;

  @Optional({ nullable: false })
  @StringField({ min: 1, max: 4_000, accepts: (text) => placeOf(text) !== undefined, form: PLACE })
  searchAfter?: string;

  @RequiredWith('thirdPartyId')
  @IsNotSiblingOf('idempotencyKey')
  @StringField({ min: 1, max: 255 })
  thirdPartyLabel?: string;

  @RequiredWith('thirdPartyLabel')
  @StringField({ min: 1, max: 255 })
  thirdPartyId?: string;

  @Optional({ nullable: false })
  @EnumField(ACCOUNT_TYPES)
  accountType?: AccountType;

  @Optional({ nullable: false })
  @RepeatedEnumField(KYC_STATES)
  kycState?: string[];

  @Optional({ nullable: false })
  @RepeatedEnumField(BUSINESS_MODELS)
  businessModel?: string[];

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  /** The search; undefined if the query has none. */
  toSearch(): EnterpriseSearchQuery | undefined {
    if (this.search === undefined) return undefined;
    const after = this.searchAfter === undefined ? undefined : placeOf(this.searchAfter);
    return { ...this.filters(), text: this.search, ...(after && { after }) };
  }

  toQuery(): EnterpriseQuery {
    const { thirdPartyId: id, thirdPartyLabel: label } = this;
    return {
      ...this.filters(),
      ...(this.idempotencyKey !== undefined && { idempotencyKey: this.idempotencyKey }),
      ...(this.prevId !== undefined && { afterId: this.prevId }),
      ...(id !== undefined && label !== undefined && { thirdPartyIdentifier: { id, label } }),
    };
  }

  private filters(): ConstantFilters & Pick<EnterpriseQuery, 'limit' | 'accountType'> {
    return {
      limit: this.limit ?? DEFAULT_LIMIT,
      ...(this.accountType !== undefined && { accountType: this.accountType }),
      ...(this.kycState !== undefined && { kycStates: this.kycState }),
      ...(this.businessModel !== undefined && { businessModels: this.businessModel }),
    };
  }
}

/** The query of the search among one's own enterprises (api-v2.md §3.1); `searchAfter` is this service's own. */
export class SearchEnterprisesDto {
  @IdField({ of: 'organization' })
  organizationId: string;

  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @Optional({ nullable: false })
  @StringField({ pattern: ID_PATTERN })
  prevId?: string;

  @RequiredWith('searchAfter')
  @IsNotSiblingOf('prevId')
  @StringField({ min: 1, max: 320, accepts: isSearchable, form: SEARCHABLE })
  q?: string;

  @Optional({ nullable: false })
  @StringField({ min: 1, max: 4_000, accepts: (text) => placeOf(text) !== undefined, form: PLACE })
  searchAfter?: string;

  toQuery(): OwnEnterpriseQuery {
    const after = this.searchAfter === undefined ? undefined : placeOf(this.searchAfter);
    return {
      limit: this.limit ?? DEFAULT_LIMIT,
      ...(this.prevId !== undefined && { afterId: this.prevId }),
      ...(this.q !== undefined && { text: this.q }),
      ...(after && { after }),
    };
  }
}

/** The query of the list of one's enterprises (api-v2.md §3.3), which has none of its own: both are this service's. */
export class ListOwnEnterprisesDto {
  @CursorLimit()
  limit?: number;

  @PrevId()
  prevId?: string;

  toQuery(): CursorQuery {
    return cursorQuery(this);
  }
}
