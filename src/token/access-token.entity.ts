import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, HASH, ID, TIME } from '../database/column-types.js';
import { OrganizationEntity } from '../organization/organization.entity.js';
import { UserEntity } from '../user/user.entity.js';

/** An access token (decisions §5). Its secret is shown once and never stored. */
@Entity('access_tokens')
@Unique('uq_access_tokens_secret_hash', ['secretHash'])
@Index('ix_access_tokens_organization', ['organizationId', 'id'])
@Index('ix_access_tokens_living', ['organizationId', 'revokedAt', 'id'])
@Index('ix_access_tokens_user', ['userId', 'id'])
export class AccessTokenEntity {
  @PrimaryColumn(ID)
  id: string;

  /** `operator`, `organization` or `user`. */
  @Column({ type: 'varchar', length: 16 })
  kind: string;

  /** The organization of an organization's token, else null. */
  @Column({ ...ID, name: 'organization_id', nullable: true })
  organizationId: string | null;

  @ManyToOne(() => OrganizationEntity)
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_access_tokens_organization' })
  organization: OrganizationEntity | null;

  /** The user of a user's token, else null. */
  @Column({ ...ID, name: 'user_id', nullable: true })
  userId: string | null;

  @ManyToOne(() => UserEntity)
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_access_tokens_user' })
  user: UserEntity | null;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  /** SHA-256 of the whole token. */
  @Column({ ...HASH, name: 'secret_hash' })
  secretHash: string;

  /** Granted scopes with a space between them. */
  @Column({ type: 'varchar', length: 1000 })
  scopes: string;

  /** Addresses and networks it may be used from, with a space between them; null is anywhere. */
  @Column({ type: 'varchar', length: 2000, nullable: true })
  networks: string | null;

  /** Requests in a minute; null is the installation's own. */
  @Column({ ...COUNT, name: 'rate_limit', nullable: true })
  rateLimit: number | null;

  @Column({ ...TIME, name: 'expires_at', nullable: true })
  expiresAt: number | null;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;

  /** Exact to a minute: it is written at most that often. */
  @Column({ ...TIME, name: 'last_used_at', nullable: true })
  lastUsedAt: number | null;

  @Column({ ...TIME, name: 'revoked_at', nullable: true })
  revokedAt: number | null;

  /** The token that a rotation has put in its place, else null; set once. */
  @Column({ ...ID, name: 'replaced_by_id', nullable: true })
  replacedBy: string | null;

  /** The token whose count of calls it shares; null is a count of its own. It never changes. */
  @Column({ ...ID, name: 'counted_with_id', nullable: true })
  countedWith: string | null;

  /** A digest of its annotations, for its tag; null where it has none. */
  @Column({ ...HASH, name: 'annotations_hash', nullable: true })
  annotationsHash: string | null;
}
