import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import { PartLimit, partQuery, PrevId } from './part-arguments.js';

/** The query of the list of one's enterprises (api-v2.md §3.3), which has none of its own: both are this service's. */
export class ListOwnEnterprisesDto {
  @PartLimit()
  limit?: number;

  @PrevId()
  prevId?: string;

  toQuery(): CursorQuery {
    return partQuery(this);
  }
}
