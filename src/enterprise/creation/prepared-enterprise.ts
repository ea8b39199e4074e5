import { newId } from '../../common/ids.js';
import { newUserOf, type User } from '../../user/user.service.js';
import type { NewEnterprise } from '../enterprise-fingerprint.js';

/** What is generated before the first attempt of a creation, so that every attempt writes the same rows. */
export interface PreparedEnterprise {
  readonly id: string;
  readonly createdAt: number;
  /** The user who is created if no user has the email. */
  readonly newUser: User;
}

export function prepareEnterprise({ email }: NewEnterprise): PreparedEnterprise {
  const createdAt = Date.now();
  return { id: newId(), createdAt, newUser: newUserOf(email, createdAt) };
}
