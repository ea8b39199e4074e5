import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import type { JsonSchema } from '../../http/validation/argument-metadata.js';
import {
  booleanSchema,
  constantSchema,
  idSchema,
  stringSchema,
  timestampSchema,
} from '../../http/validation/fields/schemas.js';
import { APPROVALS_REQUIRED, BUSINESS_MODEL, KYC_STATE } from '../enterprise-constants.js';
import { ACCOUNT_TYPES } from '../enterprise-fingerprint.js';

const falseSchema: JsonSchema<false> = { type: 'boolean', const: false };
const noneSchema: JsonSchema<readonly never[]> = { type: 'array', maxItems: 0 };

/** A freeze; without members if there has been none (api-v2.md §3.3). */
@ApiSchema('EnterpriseFreeze')
export class EnterpriseFreezeResponse {
  @ApiPropertyOptional({ ...timestampSchema, description: 'Since when.' })
  time?: string;

  @ApiPropertyOptional({
    ...timestampSchema,
    description: 'The last moment at which it is frozen, or was.',
  })
  expires?: string;

  @ApiPropertyOptional({
    ...stringSchema,
    examples: ['6854341f9b1b4a0d8f0e2c7a5d3b9e10'],
    description:
      'The id of the token that did it. Where it was done from above the reader it is the kind: `operator`, `organization` or `user`.',
  })
  frozenBy?: string;

  @ApiPropertyOptional({
    ...stringSchema,
    examples: ['6854341f9b1b4a0d8f0e2c7a5d3b9e10'],
    description: 'Who thawed it ahead of its end, named in the same way.',
  })
  unFrozenBy?: string;
}

/** The legal name of an enterprise. */
@ApiSchema('EnterpriseLegalIdentifiers')
export class EnterpriseLegalIdentifiersResponse {
  @ApiProperty(constantSchema('LEGL')) legalPersonNameIdentifierType: 'LEGL';
  @ApiPropertyOptional({ ...stringSchema, examples: ['Ada Lovelace'] }) legalPersonName?: string;
}

/** The flat object of api-v2.md §3.3. The 25 members that are always there come first, those that never change as what they are. */
@ApiSchema('Enterprise')
export class EnterpriseResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['ada@example.com'], minLength: 1 }) name: string;
  @ApiProperty(constantSchema('BitGo Inc')) bitgoOrg: 'BitGo Inc';
  @ApiProperty(constantSchema(KYC_STATE)) kycState: typeof KYC_STATE;
  @ApiProperty(schemaRef(() => EnterpriseLegalIdentifiersResponse))
  legalIdentifiers: EnterpriseLegalIdentifiersResponse;
  @ApiProperty({ ...stringSchema, examples: [''] }) type: string;
  @ApiProperty<0>({ type: 'integer', const: 0 }) latestSAVersionSigned: 0;
  @ApiProperty(falseSchema) travelRule: false;
  @ApiProperty(noneSchema) productLicenses: readonly never[];
  @ApiProperty(falseSchema) canAccessBorrowing: false;
  @ApiProperty(falseSchema) canAccessLending: false;
  @ApiProperty(falseSchema) canAccessSettlement: false;
  @ApiProperty(falseSchema) canAccessTrading: false;
  @ApiProperty(falseSchema) canCreateColdWallet: false;
  @ApiProperty(falseSchema) canCreateHotWallet: false;
  @ApiProperty(falseSchema) canCreateCustodialWallet: false;
  @ApiProperty(falseSchema) canCreateOffchainWallet: false;
  @ApiProperty(noneSchema) oneTimeFees: readonly never[];
  @ApiProperty({ ...stringSchema, examples: [''] }) upfrontPaymentStatus: string;
  @ApiProperty(falseSchema) ethAlwaysUseHop: false;
  @ApiProperty(booleanSchema) usersViewAllWallets: boolean;
  @ApiProperty(falseSchema) videoIdWaived: false;
  @ApiProperty(noneSchema) wallets: readonly never[];
  @ApiProperty(noneSchema) tags: readonly never[];
  @ApiProperty(falseSchema) hasScimClient: false;
  @ApiPropertyOptional({ ...stringSchema, enum: ACCOUNT_TYPES }) accountType?: string;
  @ApiPropertyOptional(constantSchema(BUSINESS_MODEL)) businessModel?: typeof BUSINESS_MODEL;

  @ApiPropertyOptional<typeof APPROVALS_REQUIRED>({ type: 'integer', const: APPROVALS_REQUIRED })
  approvalsRequired?: typeof APPROVALS_REQUIRED;

  @ApiPropertyOptional({ ...idSchema, description: 'The user who was answered when it was created.' })
  primaryContact?: string;

  @ApiPropertyOptional(idSchema) organizationId?: string;
  @ApiPropertyOptional(idSchema) organization?: string;
  @ApiPropertyOptional(timestampSchema) createdAt?: string;

  @ApiPropertyOptional({
    ...schemaRef(() => EnterpriseFreezeResponse),
    description: 'The last freeze, over or not: it is frozen while `expires` is ahead.',
  })
  freeze?: EnterpriseFreezeResponse;
}
