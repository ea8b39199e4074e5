import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  constantSchema,
  idSchema,
  integerSchema,
  stringSchema,
} from '../../http/validation/fields/schemas.js';
import { ORGANIZATION_ROLES } from '../../user/organization-role.js';
import { ORGANIZATION_BUSINESS_MODEL } from '../enterprise-constants.js';
import { ACCOUNT_TYPES } from '../enterprise-fingerprint.js';

const businessModelSchema = constantSchema(ORGANIZATION_BUSINESS_MODEL);

/** One organization of the list of the caller's (api-v2.md §3.1): exactly the five required members. */
@ApiSchema('CallerOrganizationItem')
export class CallerOrganizationItemResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['Acme'] }) name: string;
  @ApiProperty({ ...integerSchema, examples: [3] }) enterpriseCount: number;
  @ApiProperty({ ...stringSchema, enum: ORGANIZATION_ROLES }) role: string;
  @ApiProperty(businessModelSchema) businessModel: typeof ORGANIZATION_BUSINESS_MODEL;
}

@ApiSchema('CallerOrganizationList')
export class CallerOrganizationListResponse {
  @ApiProperty(arraySchema(schemaRef(() => CallerOrganizationItemResponse)))
  organizations: readonly CallerOrganizationItemResponse[];

  @ApiPropertyOptional({ ...idSchema, description: 'There only where the list was cut: what goes on behind it.' })
  nextBatchPrevId?: string;
}

/** What new enterprises of an organization begin with. */
@ApiSchema('DefaultEnterpriseValues')
export class DefaultEnterpriseValuesResponse {
  @ApiProperty({ ...stringSchema, enum: ACCOUNT_TYPES }) accountType: string;
}

/** An organization in api-v2, with the members that this service keeps (api-v2.md §3.1). */
@ApiSchema('CallerOrganization')
export class CallerOrganizationResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['Acme'] }) name: string;

  @ApiPropertyOptional({
    ...stringSchema,
    examples: [' (Acme)'],
    description: 'Appended to the email in the names of new enterprises.',
  })
  enterpriseNameSuffix?: string;

  @ApiProperty(schemaRef(() => DefaultEnterpriseValuesResponse))
  defaultEnterpriseValues: DefaultEnterpriseValuesResponse;

  @ApiProperty(businessModelSchema) businessModel: typeof ORGANIZATION_BUSINESS_MODEL;
}

@ApiSchema('CallerOrganizationAnswer')
export class CallerOrganizationAnswer {
  @ApiProperty(schemaRef(() => CallerOrganizationResponse)) organization: CallerOrganizationResponse;
}
