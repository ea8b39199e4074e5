import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  enumSchema,
  idSchema,
  stringSchema,
} from '../../http/validation/fields/schemas.js';
import { ORGANIZATION_ROLES } from '../organization-role.js';

const emailSchema = { ...stringSchema, description: 'The email, as first given.' };
const roleSchema = { ...stringSchema, enum: ORGANIZATION_ROLES };
/** A cursor, on every page but the last. */
export const batchCursorSchema = { ...idSchema, description: 'Absent on the last page.' };

/** The email of a user (api-v2.md §3.4). */
@ApiSchema('UserEmail')
export class UserEmailResponse {
  @ApiProperty({ ...stringSchema, examples: ['ada@example.com'] }) email: string;
  @ApiProperty({ ...booleanSchema, description: 'False: emails are not verified here.' }) verified: boolean;
}

/** The names of a user (api-v2.md §3.4). */
@ApiSchema('UserName')
export class UserNameResponse {
  @ApiProperty({ ...stringSchema, examples: ['Ada'] }) first: string;
  @ApiProperty({ ...stringSchema, examples: ['Lovelace'] }) last: string;
  @ApiProperty({ ...stringSchema, examples: ['Ada Lovelace'] }) full: string;
}

/** The documented user (api-v2.md §3.4). */
@ApiSchema('User')
export class UserResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...booleanSchema, description: 'False once the person has been erased.' }) isActive: boolean;
  @ApiProperty(booleanSchema) isFrozen: boolean;
  @ApiProperty(schemaRef(() => UserNameResponse)) name: UserNameResponse;
  @ApiProperty({ ...emailSchema, examples: ['ada@example.com'] }) username: string;
  @ApiProperty(schemaRef(() => UserEmailResponse)) email: UserEmailResponse;
}

@ApiSchema('UserAnswer')
export class UserAnswer {
  @ApiProperty(schemaRef(() => UserResponse)) user: UserResponse;
}

/** A user in a list of those who have a role somewhere. */
@ApiSchema('Member')
export class MemberResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...emailSchema, examples: ['ada@example.com'] }) username: string;
  @ApiProperty({ ...stringSchema, examples: ['Ada'] }) firstName: string;
  @ApiProperty({ ...stringSchema, examples: ['Lovelace'] }) lastName: string;
  @ApiProperty({ ...stringSchema, examples: ['Ada Lovelace'] }) fullName: string;
  @ApiProperty(booleanSchema) isActive: boolean;
  @ApiProperty({ ...booleanSchema, description: 'False: emails are not verified here.' }) verified: boolean;
  @ApiProperty(schemaRef(() => UserEmailResponse)) email: UserEmailResponse;
  @ApiProperty({
    ...stringSchema,
    examples: ['admin'],
    description: 'The role in the organization or enterprise whose list it is.',
  })
  role: string;
}

@ApiSchema('MemberPage')
export class MemberPage {
  @ApiProperty(arraySchema(schemaRef(() => MemberResponse))) users: readonly MemberResponse[];
  @ApiPropertyOptional(batchCursorSchema) nextBatchPrevId?: string;
}

/** An organization in which a user has a role. */
@ApiSchema('OrganizationMembership')
export class OrganizationMembershipResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['Acme'] }) name: string;
  @ApiProperty(roleSchema) role: string;
}

@ApiSchema('OrganizationMembershipPage')
export class OrganizationMembershipPage {
  @ApiProperty(arraySchema(schemaRef(() => OrganizationMembershipResponse)))
  organizations: readonly OrganizationMembershipResponse[];

  @ApiPropertyOptional(batchCursorSchema) nextBatchPrevId?: string;
}

@ApiSchema('UserIdAnswer')
export class UserIdAnswer {
  @ApiProperty(idSchema) userId: string;
}

@ApiSchema('OrganizationRoleAnswer')
export class OrganizationRoleAnswer {
  @ApiProperty(idSchema) userId: string;
  @ApiProperty(enumSchema(ORGANIZATION_ROLES)) role: (typeof ORGANIZATION_ROLES)[number];
}
