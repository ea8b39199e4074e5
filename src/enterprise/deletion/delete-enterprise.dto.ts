import { IdText } from '../../http/validation/fields/text.js';

/** The arguments of deleting an enterprise, which is this service's own. */
export class DeleteEnterpriseDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;
}
