import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import { integerSchema } from '../../http/validation/fields/schemas.js';

/** How many enterprises are in each state of verification. */
@ApiSchema('VerificationCounts')
export class VerificationCountsResponse {
  @ApiProperty({ ...integerSchema, examples: [3] }) unverified: number;
  @ApiProperty({ ...integerSchema, examples: [0] }) approved: number;
  @ApiProperty({ ...integerSchema, examples: [0] }) rejected: number;
  @ApiProperty({ ...integerSchema, examples: [0] }) pending: number;
}

/** How many enterprises there are. */
@ApiSchema('EnterpriseInventory')
export class EnterpriseInventoryResponse {
  @ApiProperty({ ...integerSchema, examples: [3], description: 'Active and archived ones.' }) totalCount: number;
  @ApiProperty({ ...integerSchema, examples: [3] }) activeCount: number;
  @ApiProperty<0>({ type: 'integer', const: 0 }) archivedCount: 0;
  @ApiProperty({ ...integerSchema, examples: [1] }) frozenCount: number;
  @ApiProperty({ ...integerSchema, examples: [0] }) deletedCount: number;
}

/** The same by account type. */
@ApiSchema('VerificationCountsByAccountType')
export class VerificationCountsByAccountTypeResponse {
  @ApiProperty(schemaRef(() => VerificationCountsResponse)) individual: VerificationCountsResponse;
  @ApiProperty(schemaRef(() => VerificationCountsResponse)) entity: VerificationCountsResponse;
}

/** The summary of api-v2.md §3.1. */
@ApiSchema('EnterpriseSummary')
export class EnterpriseSummaryResponse {
  @ApiProperty(schemaRef(() => EnterpriseInventoryResponse)) inventory: EnterpriseInventoryResponse;
  @ApiProperty(schemaRef(() => VerificationCountsResponse)) byVerificationState: VerificationCountsResponse;

  @ApiProperty(schemaRef(() => VerificationCountsByAccountTypeResponse))
  byAccountTypeAndVerificationState: VerificationCountsByAccountTypeResponse;
}
