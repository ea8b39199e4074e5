import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { IsNotSiblingOf, Optional, RequiredWithout } from '../../http/validation/fields/presence.js';
import { BooleanField } from '../../http/validation/fields/scalars.js';
import { EMAIL, IdField, StringField, StringArrayField, EnumField } from '../../http/validation/fields/text.js';
import { EnumOrArrayField } from '../../http/validation/fields/enum-or-array.js';
import {
  highestRoleOf,
  type Permission,
  PERMISSIONS,
  ASSIGNABLE_ROLES,
  type AssignableRole,
} from './enterprise-role.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import { CursorLimit, cursorQuery, PrevId } from '../enterprise.dto.js';
import type { Addition } from './enterprise-users.service.js';

/** The arguments of `POST /enterprise/{enterpriseId}/user`: one email, or several (api-v2.md §3.3). */
export class AddEnterpriseUsersDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;

  @ApiArgument({ description: 'The email of the user' })
  @RequiredWithout('usernames')
  @IsNotSiblingOf('usernames')
  @StringField(EMAIL)
  username?: string;

  @ApiArgument({ description: 'The emails of several users' })
  @Optional({ nullable: false })
  @StringArrayField({ maxItems: 100, ...EMAIL })
  usernames?: string[];

  @ApiArgument({ description: 'What they may do; of several the one that allows most counts' })
  @Optional({ nullable: false })
  @EnumOrArrayField(PERMISSIONS)
  permission?: Permission[];

  @ApiArgument({ description: 'Whether unknown emails become users' })
  @Optional({ nullable: false })
  @BooleanField()
  invite?: boolean;

  toInput(): Addition {
    return {
      emails: this.usernames ?? [this.username!],
      role: highestRoleOf(this.permission ?? []),
      invite: this.invite ?? false,
    };
  }
}

/** The arguments of `POST /organization/{organizationId}/enterprise/{enterpriseId}/user` (api-v2.md §3.1). */
export class AddExistingUserDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @IdField({ of: 'enterprise' })
  enterpriseId: string;

  @ApiArgument({ description: 'The email of the user' })
  @StringField(EMAIL)
  email: string;

  @ApiArgument({ description: 'What the user may do; of several the one that allows most counts' })
  @Optional({ nullable: false })
  @EnumOrArrayField(PERMISSIONS)
  permissions?: Permission[];

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  toInput(): Addition {
    return { emails: [this.email], role: highestRoleOf(this.permissions ?? []), invite: false };
  }
}

/** The arguments of `PUT /enterprise/{enterpriseId}/user`, which are in the query (api-v2.md §3.3). */
export class ChangeEnterpriseUserDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;

  @ApiArgument({ description: 'The user whose role changes', example: '6854341f9b1b4a0d8f0e2c7a5d3b9e10' })
  @IdField()
  userId: string;

  @ApiArgument({ description: 'The role that the user has from now on', example: 'auditor' })
  @EnumField(ASSIGNABLE_ROLES)
  role: AssignableRole;
}

/** The arguments of `DELETE /enterprise/{enterpriseId}/user`, which has a body (api-v2.md §3.3). */
export class RemoveEnterpriseUserDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;

  @ApiArgument({ description: 'The email of the user' })
  @StringField(EMAIL)
  username: string;

  leaver(): string {
    return this.username;
  }
}

/**
 * The arguments of `GET /enterprise/{enterpriseId}/user` (api-v2.md §3.3); no user of an enterprise is inactive here.
 * `limit` and `prevId` are this service's own.
 */
export class ListEnterpriseUsersDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;

  @CursorLimit()
  limit?: number;

  @PrevId()
  prevId?: string;

  toQuery(): CursorQuery {
    return cursorQuery(this);
  }
}
