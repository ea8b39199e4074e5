import { IsNotSiblingOf, Optional, RequiredWithout } from '../../http/validation/fields/check.js';
import { BooleanField } from '../../http/validation/fields/scalars.js';
import { EMAIL, IdText, StringField, StringArrayField } from '../../http/validation/fields/text.js';
import { OneOrSomeOf } from '../../http/validation/fields/words.js';
import { highestOf, type Permission, PERMISSIONS } from '../enterprise-role.js';
import type { Addition } from './enterprise-users.service.js';

/** The arguments of `POST /enterprise/{enterpriseId}/user`: one email, or several (api-v2.md §3.3). */
export class AddEnterpriseUsersDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;

  @RequiredWithout('usernames')
  @IsNotSiblingOf('usernames')
  @StringField(EMAIL)
  username?: string;

  @Optional({ nullIsAbsent: false })
  @StringArrayField({ maxItems: 100, ...EMAIL })
  usernames?: string[];

  @Optional({ nullIsAbsent: false })
  @OneOrSomeOf(PERMISSIONS)
  permission?: Permission[];

  @Optional({ nullIsAbsent: false })
  @BooleanField()
  invite?: boolean;

  toInput(): Addition {
    return {
      emails: this.usernames ?? [this.username!],
      role: highestOf(this.permission ?? []),
      invite: this.invite ?? false,
    };
  }
}
