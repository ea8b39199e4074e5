import { newId } from '../../common/ids.js';
import type { Organization } from '../../organization/organization.js';
import { newUserOf, type User } from '../../user/user.service.js';
import { DEFAULT_ACCOUNT_TYPE } from '../enterprise-constants.js';
import type { NewEnterprise } from '../enterprise-fingerprint.js';

/** What is generated before the first attempt of a creation, so that every attempt writes the same rows. */
export interface PreparedEnterprise {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly accountType: string;
  /** The user who is created if no user has the email. */
  readonly newUser: User;
}

/** The name is the email as given and the organization's suffix (decisions §7). */
export function prepareEnterprise(organization: Organization, input: NewEnterprise): PreparedEnterprise {
  const createdAt = Date.now();
  return {
    id: newId(),
    createdAt,
    name: `${input.email}${organization.enterpriseNameSuffix ?? ''}`,
    accountType: input.accountType ?? organization.defaultAccountType ?? DEFAULT_ACCOUNT_TYPE,
    newUser: newUserOf(input.email, createdAt),
  };
}
