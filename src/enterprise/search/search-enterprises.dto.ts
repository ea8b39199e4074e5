import { ID_PATTERN } from '../../common/ids.js';
import { IsNotSiblingOf, Optional, RequiredWith } from '../../http/validation/fields/check.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { IdText, StringField } from '../../http/validation/fields/text.js';
import { isSearchable, PLACE, placeOf, SEARCHABLE } from './enterprise-search-cursor.js';
import type { OwnEnterpriseQuery } from './own-enterprises.service.js';

const DEFAULT_LIMIT = 25;

/** The query of the search among one's own enterprises (api-v2.md §3.1); `searchAfter` is this service's own. */
export class SearchEnterprisesDto {
  @IdText({ of: 'organization' })
  organizationId: string;

  @Optional({ nullIsAbsent: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @Optional({ nullIsAbsent: false })
  @StringField({ pattern: ID_PATTERN })
  prevId?: string;

  @RequiredWith('searchAfter')
  @IsNotSiblingOf('prevId')
  @StringField({ min: 1, max: 320, accepts: isSearchable, form: SEARCHABLE })
  q?: string;

  @Optional({ nullIsAbsent: false })
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
