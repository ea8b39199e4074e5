import { EMAIL, IdText, StringField } from '../../http/validation/fields/text.js';

/** The arguments of `DELETE /enterprise/{enterpriseId}/user`, which has a body (api-v2.md §3.3). */
export class RemoveEnterpriseUserDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;

  @StringField(EMAIL)
  username: string;

  leaver(): string {
    return this.username;
  }
}
