import { ID_PATTERN } from '../../common/ids.js';
import { Optional } from '../../http/validation/fields/check.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { EnumField, StringField } from '../../http/validation/fields/text.js';
import type { OwnTokenQuery } from './own-tokens.service.js';

const DEFAULT_LIMIT = 100;

/** The query of `GET /user/accesstoken` (api-v2.md §3.5). */
export class ListAccessTokensDto {
  @Optional({ nullIsAbsent: false })
  @IntegerField({ min: 1, max: 200, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @Optional({ nullIsAbsent: false })
  @StringField({ pattern: ID_PATTERN })
  prevId?: string;

  @Optional({ nullIsAbsent: false })
  @EnumField(['ASC', 'DESC'])
  sort?: 'ASC' | 'DESC';

  toQuery(): OwnTokenQuery {
    return {
      limit: this.limit ?? DEFAULT_LIMIT,
      newestFirst: this.sort === 'DESC',
      ...(this.prevId !== undefined && { afterId: this.prevId }),
    };
  }
}
