import { Optional } from '../http/arguments/check.js';
import { RepeatedWords } from '../http/arguments/repeated-words.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../user/organization-role.js';

/** The query of the list of one's organizations (api-v2.md §3.1). */
export class ListCallerOrganizationsDto {
  @Optional({ nullIsAbsent: false })
  @RepeatedWords(ORGANIZATION_ROLES)
  role?: OrganizationRole[];
}
