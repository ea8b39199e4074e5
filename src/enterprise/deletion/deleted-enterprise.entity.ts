import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { HASH, ID, TIME } from '../../database/column-types.js';
import { OrganizationEntity } from '../../organization/organization.entity.js';
import { UserEntity } from '../../user/user.entity.js';

/**
 * What remains of a deleted enterprise, so that its key creates no other (decisions §7). In a table of its own, so that
 * no list, search or count of enterprises has to exclude it.
 */
@Entity('deleted_enterprises')
@Unique('uq_deleted_enterprises_organization_key_hash', ['organizationId', 'keyHash'])
@Index('ix_deleted_enterprises_keyed_user', ['keyedUserId'])
export class DeletedEnterpriseEntity {
  @PrimaryColumn(ID)
  id: string;

  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  @ManyToOne(() => OrganizationEntity, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_deleted_enterprises_organization' })
  organization: OrganizationEntity;

  /** As in the enterprise. */
  @Column({ ...HASH, name: 'key_hash' })
  keyHash: string;

  /** The user whose email was the key, so that the erasure finds it; null for every other key. */
  @Column({ ...ID, name: 'keyed_user_id', nullable: true })
  keyedUserId: string | null;

  @ManyToOne(() => UserEntity)
  @JoinColumn({ name: 'keyed_user_id', foreignKeyConstraintName: 'fk_deleted_enterprises_keyed_user' })
  keyedUser: UserEntity | null;

  @Column({ ...TIME, name: 'deleted_at' })
  deletedAt: number;
}
