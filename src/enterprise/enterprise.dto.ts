import { IdText } from '../http/validation/fields/text.js';

/** The arguments of a request that names an enterprise and nothing else: getting, deleting and thawing it. */
export class EnterpriseIdDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;
}
