import { IdText } from '../http/arguments/text.js';
import type { CursorQuery } from '../user/user-role-list.service.js';
import { PartLimit, partQuery, PrevId } from './part-arguments.js';

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
