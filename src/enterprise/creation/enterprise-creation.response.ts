import { ApiProperty, ApiSchema } from '../../http/docs/response-class.js';
import { idSchema } from '../../http/validation/fields/schemas.js';

/** The 200 of the create-enterprise page: exactly these two members. */
@ApiSchema('CreatedEnterpriseAnswer')
export class CreatedEnterpriseAnswer {
  @ApiProperty(idSchema) enterpriseId: string;
  @ApiProperty(idSchema) userId: string;
}
