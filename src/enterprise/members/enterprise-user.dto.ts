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

  @RequiredWithout('usernames')
  @IsNotSiblingOf('usernames')
  @StringField(EMAIL)
  username?: string;

  @Optional({ nullable: false })
  @StringArrayField({ maxItems: 100, ...EMAIL })
  usernames?: string[];

  @Optional({ nullable: false })
  @EnumOrArrayField(PERMISSIONS)
  permission?: Permission[];

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

  @StringField(EMAIL)
  email: string;

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

  @IdField()
  userId: string;

  @EnumField(ASSIGNABLE_ROLES)
  role: AssignableRole;
}

/** The arguments of `DELETE /enterprise/{enterpriseId}/user`, which has a body (api-v2.md §3.3). */
export class RemoveEnterpriseUserDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;

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
