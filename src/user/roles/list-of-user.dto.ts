import { Optional } from '../../http/validation/fields/check.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { IdText } from '../../http/validation/fields/text.js';
import type { CursorQuery } from './user-role-list.service.js';

const DEFAULT_LIMIT = 25;

/** The arguments of a list of what a user has, which the published API shows in other places (api-v2.md §3.4, §5). */
export class ListOfUserDto {
  @IdText({ of: 'user', or: ['me'], orEmail: true })
  id: string;

  @Optional({ nullIsAbsent: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @Optional({ nullIsAbsent: false })
  @IdText()
  prevId?: string;

  toQuery(): CursorQuery {
    return { limit: this.limit ?? DEFAULT_LIMIT, ...(this.prevId !== undefined && { afterId: this.prevId }) };
  }
}
