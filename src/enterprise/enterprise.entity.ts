import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, FLAG, HASH, ID, TIME } from '../database/column-types.js';
import { OrganizationEntity } from '../organization/organization.entity.js';
import { UserEntity } from '../user/user.entity.js';

/**
 * An enterprise, with what identifies a repeated creation (decisions §7): the hash of the key and one digest for each
 * field of the request, so that a conflict can name the fields that differ.
 */
@Entity('enterprises')
@Unique('uq_enterprises_organization_key_hash', ['organizationId', 'keyHash'])
@Index('ix_enterprises_organization', ['organizationId', 'id'])
@Index('ix_enterprises_name', ['organizationId', 'nameSearch', 'id'])
@Index('ix_enterprises_account_type', ['organizationId', 'accountType', 'id'])
@Index('ix_enterprises_user_email', ['userId', 'emailDigest', 'id'])
export class EnterpriseEntity {
  @PrimaryColumn(ID)
  id: string;

  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  @ManyToOne(() => OrganizationEntity, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_enterprises_organization' })
  organization: OrganizationEntity;

  /** The user whose id the creation returned; a replay returns the same, even after the user was erased. */
  @Column({ ...ID, name: 'user_id' })
  userId: string;

  @ManyToOne(() => UserEntity, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_enterprises_user' })
  user: UserEntity;

  /** The email as given in the request, and the organization's suffix. */
  @Column({ type: 'varchar', length: 320 })
  name: string;

  /** The name as searches compare and order it. */
  @Column({ name: 'name_search', type: 'varchar', length: 320 })
  nameSearch: string;

  /** `individual` or `entity`. */
  @Column({ name: 'account_type', type: 'varchar', length: 16 })
  accountType: string;

  @Column({ ...FLAG, name: 'is_caas' })
  isCaas: number;

  /** Grows with each change of the row. */
  @Column({ ...COUNT, default: 1 })
  version: number;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;

  /** SHA-256 of the idempotency key. The key itself may be an email and is not kept. */
  @Column({ ...HASH, name: 'key_hash' })
  keyHash: string;

  /** Digest of the canonical email; null once the user has been erased, and then not compared. */
  @Column({ ...HASH, name: 'email_digest', nullable: true })
  emailDigest: string | null;

  /** Digest of `additionalAdmins` as a sorted set. */
  @Column({ ...HASH, name: 'admins_digest' })
  adminsDigest: string;

  /** Digest of `thirdPartyIdentifier` as a sorted set; null when there was none. */
  @Column({ ...HASH, name: 'identifiers_digest', nullable: true })
  identifiersDigest: string | null;

  /** `accountType` of the request; null if it was absent, which differs from giving the default. */
  @Column({ name: 'given_account_type', type: 'varchar', length: 16, nullable: true })
  givenAccountType: string | null;

  /** `isCaaS` of the request; null if it was absent. */
  @Column({ ...FLAG, name: 'given_is_caas', nullable: true })
  givenIsCaas: number | null;
}
