import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  enumSchema,
  idSchema,
  integerSchema,
  stringSchema,
} from '../../http/validation/fields/schemas.js';
import { batchCursorSchema, MemberResponse } from '../../user/roles/user.response.js';
import { ENTERPRISE_ROLES, type EnterpriseUserRole } from './enterprise-role.js';

@ApiSchema('EnterpriseRoleAnswer')
export class EnterpriseRoleAnswer {
  @ApiProperty(idSchema) userId: string;
  @ApiProperty(enumSchema(ENTERPRISE_ROLES)) role: EnterpriseUserRole;
}

const membersSchema = arraySchema(schemaRef(() => MemberResponse));

/** The users of an enterprise, its admins apart (api-v2.md §3.3). */
@ApiSchema('EnterpriseUsers')
export class EnterpriseUsersResponse {
  @ApiProperty(membersSchema) adminUsers: readonly MemberResponse[];
  @ApiProperty(membersSchema) nonAdminUsers: readonly MemberResponse[];
  @ApiPropertyOptional({ ...integerSchema, examples: [1], description: 'Given with the first part.' }) count?: number;
  @ApiProperty(booleanSchema) incomplete: boolean;
  @ApiPropertyOptional(batchCursorSchema) nextBatchPrevId?: string;
}

/** An enterprise in which a user has a role. */
@ApiSchema('EnterpriseMembership')
export class EnterpriseMembershipResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['ada@example.com'] }) name: string;
  @ApiProperty(idSchema) organizationId: string;
  @ApiProperty({ ...stringSchema, enum: ENTERPRISE_ROLES }) role: string;
}

@ApiSchema('EnterpriseMembershipPage')
export class EnterpriseMembershipPage {
  @ApiProperty(arraySchema(schemaRef(() => EnterpriseMembershipResponse)))
  enterprises: readonly EnterpriseMembershipResponse[];

  @ApiPropertyOptional(batchCursorSchema) nextBatchPrevId?: string;
}
