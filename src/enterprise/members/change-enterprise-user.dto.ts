import { IdText, EnumField } from '../../http/validation/fields/text.js';
import { GIVEN_ROLES, type GivenRole } from '../enterprise-role.js';

/** The arguments of `PUT /enterprise/{enterpriseId}/user`, which stand in the query (api-v2.md §3.3). */
export class ChangeEnterpriseUserDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;

  @IdText()
  userId: string;

  @EnumField(GIVEN_ROLES)
  role: GivenRole;
}
