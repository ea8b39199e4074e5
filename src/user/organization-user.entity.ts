import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { FLAG, ID, TIME } from '../database/column-types.js';
import { OrganizationEntity } from '../organization/organization.entity.js';
import { UserEntity } from './user.entity.js';

/** A user's role in an organization (decisions §5). */
@Entity('organization_users')
@Index('ix_organization_users_user', ['userId', 'organizationId'])
@Index('ix_organization_users_role', ['organizationId', 'role', 'userId'])
export class OrganizationUserEntity {
  @PrimaryColumn({ ...ID, name: 'organization_id' })
  organizationId: string;

  @ManyToOne(() => OrganizationEntity, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_organization_users_organization' })
  organization: OrganizationEntity;

  @PrimaryColumn({ ...ID, name: 'user_id' })
  userId: string;

  @ManyToOne(() => UserEntity, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_organization_users_user' })
  user: UserEntity;

  /** `admin`, `serviceUser`, `member` or `customer`. */
  @Column({ type: 'varchar', length: 16 })
  role: string;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;

  /** 1 where the operator granted the role, or the user has made a change by it: from then on the names are shown. */
  @Column({ ...FLAG, default: 0 })
  accepted: number;
}
