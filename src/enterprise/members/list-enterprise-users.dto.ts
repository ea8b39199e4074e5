import { IdText } from '../../http/validation/fields/text.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import { PartLimit, partQuery, PrevId } from '../search/part-arguments.js';

/**
 * The arguments of `GET /enterprise/{enterpriseId}/user` (api-v2.md §3.3); nobody is inactive in an enterprise here.
 * `limit` and `prevId` are this service's own.
 */
export class ListEnterpriseUsersDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;

  @PartLimit()
  limit?: number;

  @PrevId()
  prevId?: string;

  toQuery(): CursorQuery {
    return partQuery(this);
  }
}
