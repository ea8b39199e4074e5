import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { EMAIL, EnumField, IdField, StringField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../organization-role.js';
import type { CursorQuery } from './user-role-list.service.js';

const DEFAULT_LIMIT = 25;

/** The arguments of `GET /user/{id}`: an id, an email, or `me` (api-v2.md §3.4). */
export class GetUserDto {
  @ApiArgument({ description: 'The user', example: 'me' })
  @IdField({ of: 'user', or: ['me'], orEmail: true })
  id: string;
}

/** The arguments of the lists of a user's organizations and enterprises (api-v2.md §3.4, §5). */
export class ListOfUserDto {
  @ApiArgument({ description: 'The user', example: 'me' })
  @IdField({ of: 'user', or: ['me'], orEmail: true })
  id: string;

  @ApiArgument({ description: 'How many roles a page has at most', example: 25 })
  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @ApiArgument({ description: 'The `nextBatchPrevId` of the page before', example: '59cd72485007a239fb00282ed480da1f' })
  @Optional({ nullable: false })
  @IdField()
  prevId?: string;

  toQuery(): CursorQuery {
    return { limit: this.limit ?? DEFAULT_LIMIT, ...(this.prevId !== undefined && { afterId: this.prevId }) };
  }
}

/** The arguments of `GET /organization/{organizationId}/user`: an extension, paged as all lists (api-v2.md §5). */
export class ListOrganizationUsersDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @ApiArgument({ description: 'Only users with this role', example: 'admin' })
  @Optional({ nullable: false })
  @EnumField(ORGANIZATION_ROLES)
  role?: OrganizationRole;

  @ApiArgument({ description: 'How many users a page has at most', example: 25 })
  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @ApiArgument({ description: 'The `nextBatchPrevId` of the page before', example: '59cd72485007a239fb00282ed480da1f' })
  @Optional({ nullable: false })
  @IdField()
  prevId?: string;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  toQuery(): CursorQuery & { readonly role?: OrganizationRole } {
    return {
      limit: this.limit ?? DEFAULT_LIMIT,
      ...(this.prevId !== undefined && { afterId: this.prevId }),
      ...(this.role !== undefined && { role: this.role }),
    };
  }
}

/** The arguments of `POST /organization/{organizationId}/user` (api-v2.md §3.1). */
export class AddOrganizationUserDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @ApiArgument({ description: 'The email of the user' })
  @StringField(EMAIL)
  username: string;

  @ApiArgument({ description: 'What the user may do' })
  @EnumField(['admin', 'member'])
  role: 'admin' | 'member';

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }
}

/** The arguments of `PUT /organization/{organizationId}/user`, which are sent in the query (api-v2.md §3.1). */
export class ChangeOrganizationUserDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @ApiArgument({ description: 'The user whose role changes', example: '6854341f9b1b4a0d8f0e2c7a5d3b9e10' })
  @IdField()
  userId: string;

  @ApiArgument({ description: 'The role that the user has from now on', example: 'admin' })
  @EnumField(ORGANIZATION_ROLES)
  role: OrganizationRole;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }
}

/** The arguments of `DELETE /organization/{organizationId}/user`, which are sent in the query (api-v2.md §3.1). */
export class RemoveOrganizationUserDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @ApiArgument({ description: 'The user whose role is removed', example: '6854341f9b1b4a0d8f0e2c7a5d3b9e10' })
  @IdField()
  userId: string;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  leaver(): string {
    return this.userId;
  }
}
