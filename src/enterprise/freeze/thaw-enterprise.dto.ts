import { IdText } from '../../http/validation/fields/text.js';

/** The arguments of thawing an enterprise, which is this service's own. */
export class ThawEnterpriseDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;
}
