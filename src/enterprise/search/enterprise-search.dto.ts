import { ApiArgument } from '../../http/validation/argument-metadata.js';
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
import { cursorOf, isSearchable, PLACE, placeOf, SEARCHABLE } from './enterprise-search-cursor.js';

const DEFAULT_LIMIT = 25;
const PLACE_EXAMPLE = cursorOf({ name: 'ada', id: '59cd72485007a239fb00282ed480da1f' });

/** The query of the enterprise list (api-v2.md §3.2); `searchAfter` and `thirdParty…` are this service's own. */
export class ListEnterprisesDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @ApiArgument({ description: 'Only the enterprise that was created with this key', example: 'order-4711' })
  @Optional({ nullable: false })
  @StringField({ min: 1, max: 255 })
  idempotencyKey?: string;

  @ApiArgument({ description: 'How many enterprises a page has at most', example: 25 })
  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @ApiArgument({ description: 'The `nextBatchPrevId` of the page before', example: '59cd72485007a239fb00282ed480da1f' })
  @Optional({ nullable: false })
  @StringField({ pattern: ID_PATTERN })
  prevId?: string;

  @ApiArgument({ description: 'Only enterprises that match', example: 'ada' })
  @RequiredWith('searchAfter')
  @IsNotSiblingOf('idempotencyKey', 'prevId', 'thirdPartyLabel', 'thirdPartyId')
  @StringField({ min: 1, max: 320, accepts: isSearchable, form: SEARCHABLE })
  search?: string;

  @ApiArgument({ description: 'Where a search goes on', example: PLACE_EXAMPLE })
  @Optional({ nullable: false })
  @StringField({ min: 1, max: 4_000, accepts: (text) => placeOf(text) !== undefined, form: PLACE })
  searchAfter?: string;

  @ApiArgument({ description: 'Only enterprises that a system of this label names', example: 'crm' })
  @RequiredWith('thirdPartyId')
  @IsNotSiblingOf('idempotencyKey')
  @StringField({ min: 1, max: 255 })
  thirdPartyLabel?: string;

  @ApiArgument({ description: 'Only the enterprises that it names so', example: 'C-1001' })
  @RequiredWith('thirdPartyLabel')
  @StringField({ min: 1, max: 255 })
  thirdPartyId?: string;

  @ApiArgument({ description: 'Only enterprises of this type', example: 'individual' })
  @Optional({ nullable: false })
  @EnumField(ACCOUNT_TYPES)
  accountType?: AccountType;

  @ApiArgument({
    description: 'Only enterprises in one of these states; all are `unverified` here',
    example: ['unverified'],
  })
  @Optional({ nullable: false })
  @RepeatedEnumField(KYC_STATES)
  kycState?: string[];

  @ApiArgument({
    description: 'Only enterprises of one of these models; all are `cryptoAsAServiceChild` here',
    example: ['cryptoAsAServiceChild'],
  })
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

  @ApiArgument({ description: 'How many enterprises a page has at most', example: 25 })
  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @ApiArgument({ description: 'The `nextBatchPrevId` of the page before', example: '59cd72485007a239fb00282ed480da1f' })
  @Optional({ nullable: false })
  @StringField({ pattern: ID_PATTERN })
  prevId?: string;

  @ApiArgument({ description: 'Only enterprises that match', example: 'ada' })
  @RequiredWith('searchAfter')
  @IsNotSiblingOf('prevId')
  @StringField({ min: 1, max: 320, accepts: isSearchable, form: SEARCHABLE })
  q?: string;

  @ApiArgument({ description: 'Where a search goes on', example: PLACE_EXAMPLE })
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
