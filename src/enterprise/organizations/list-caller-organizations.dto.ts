import { Optional } from '../../http/validation/fields/check.js';
import { RepeatedWords } from '../../http/validation/fields/repeated-words.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../../user/organization-role.js';
import { PartLimit, partQuery, PrevId } from '../search/part-arguments.js';

/** The query of the list of one's organizations (api-v2.md §3.1); `limit` and `prevId` are this service's own. */
export class ListCallerOrganizationsDto {
  @Optional({ nullIsAbsent: false })
  @RepeatedWords(ORGANIZATION_ROLES)
  role?: OrganizationRole[];

  @PartLimit()
  limit?: number;

  @PrevId()
  prevId?: string;

  toQuery(): CursorQuery & { readonly roles?: readonly OrganizationRole[] } {
    return { ...partQuery(this), ...(this.role !== undefined && { roles: this.role }) };
  }
}
