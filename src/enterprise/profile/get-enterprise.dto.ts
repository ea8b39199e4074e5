import { IdText } from '../../http/validation/fields/text.js';

/** The arguments of getting an enterprise (api-v2.md §3.3), as far as there is something behind them. */
export class GetEnterpriseDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;
}
