import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { ID, TIME } from '../../database/column-types.js';
import { EnterpriseEntity } from '../enterprise.entity.js';

/** The last freeze of an enterprise (api-v2.md §3.3). It ends by time alone, so no job has to run. */
@Entity('enterprise_freezes')
@Index('ix_enterprise_freezes_organization', ['organizationId', 'expiresAt'])
export class EnterpriseFreezeEntity {
  @PrimaryColumn({ ...ID, name: 'enterprise_id' })
  enterpriseId: string;

  @OneToOne(() => EnterpriseEntity, { nullable: false })
  @JoinColumn({ name: 'enterprise_id', foreignKeyConstraintName: 'fk_enterprise_freezes_enterprise' })
  enterprise: EnterpriseEntity;

  /** The enterprise's organization, repeated here so that the frozen ones can be counted from an index. */
  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  @Column(TIME)
  at: number;

  /** The last moment of the freeze; a thaw sets it to the past. */
  @Column({ ...TIME, name: 'expires_at' })
  expiresAt: number;

  /** The actor who froze it, as in the audit. */
  @Column({ name: 'frozen_by', type: 'varchar', length: 255 })
  frozenBy: string;

  /**
   * The organization on the path from which the actor froze it, as in the audit. There is none for thawing: only the
   * operator thaws.
   */
  @Column({ ...ID, name: 'frozen_by_organization_id', nullable: true })
  frozenByOrganizationId: string | null;

  /** The actor who thawed it early, or null. */
  @Column({ name: 'thawed_by', type: 'varchar', length: 255, nullable: true })
  thawedBy: string | null;
}
