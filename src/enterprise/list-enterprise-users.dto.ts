import { IdText } from '../http/arguments/text.js';

/** The arguments of `GET /enterprise/{enterpriseId}/user` (api-v2.md §3.3); nobody is inactive in an enterprise here. */
export class ListEnterpriseUsersDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;
}
