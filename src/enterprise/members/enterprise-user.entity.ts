import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ID, TIME } from '../../database/column-types.js';
import { UserEntity } from '../../user/user.entity.js';
import { EnterpriseEntity } from '../enterprise.entity.js';

/** A user's role in an enterprise (decisions §5). */
@Entity('enterprise_users')
@Index('ix_enterprise_users_user', ['userId', 'organizationId', 'enterpriseId'])
export class EnterpriseUserEntity {
  @PrimaryColumn({ ...ID, name: 'enterprise_id' })
  enterpriseId: string;

  @ManyToOne(() => EnterpriseEntity, { nullable: false })
  @JoinColumn({ name: 'enterprise_id', foreignKeyConstraintName: 'fk_enterprise_users_enterprise' })
  enterprise: EnterpriseEntity;

  @PrimaryColumn({ ...ID, name: 'user_id' })
  userId: string;

  @ManyToOne(() => UserEntity, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_enterprise_users_user' })
  user: UserEntity;

  /**
   * The enterprise's organization, repeated here: the enterprises of a user in one organization are a range of an index.
   * `user_reach` has a row for each user and organization of this table, and for each organization above it.
   */
  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  /** `admin`, `auditor` or `member`. */
  @Column({ type: 'varchar', length: 16 })
  role: string;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;
}
