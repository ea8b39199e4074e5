import type { Client } from '../../clients/typescript/src/client.js';
import type { Organization } from '../../src/organization/organization.js';
import type { User } from '../../src/user/user.service.js';
import type { Factories } from '../support/scenes/factories.js';

/** What the calls of every operation are about. */
export interface Subjects {
  readonly make: Factories;
  readonly root: Organization;
  /** Below the root. */
  readonly managed: Organization;
  readonly enterprise: { readonly id: string; readonly userId: string };
  /** An admin of the root, and of the enterprise. */
  readonly user: User;
  /** Clients with the tokens of the operator, the root, and this user. */
  readonly operator: Client;
  readonly own: Client;
  readonly person: Client;
  readonly clientOf: (token: string) => Client;
}

/** A call of each operation, with all that it may be given, and those that have more than one form in each of them. */
export type Operations = Readonly<Record<string, (subjects: Subjects) => Promise<unknown>>>;
