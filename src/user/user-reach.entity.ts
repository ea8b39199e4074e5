import { Entity, PrimaryColumn } from 'typeorm';
import { ID } from '../database/column-types.js';

/**
 * That a user has a role in an enterprise of an organization, once for each organization on its path: so whether a user
 * is visible to an organization is one look-up by key, however many enterprises the user has (decisions §5).
 *
 * Invariant, in every committed state: there is a row for a user, an organization and one of its path exactly while
 * `enterprise_users` has a row of this user in this organization. Each transaction that changes one changes the other
 * (`user-reach.queries.ts`). There are no foreign keys: the rows of `enterprise_users` have them, and each would be
 * checked again by every creation.
 */
@Entity('user_reach')
export class UserReachEntity {
  @PrimaryColumn({ ...ID, name: 'user_id' })
  userId: string;

  /** The organization, or one above it: where the user is visible. */
  @PrimaryColumn({ ...ID, name: 'ancestor_id' })
  ancestorId: string;

  /** The organization of the enterprises. */
  @PrimaryColumn({ ...ID, name: 'organization_id' })
  organizationId: string;
}
