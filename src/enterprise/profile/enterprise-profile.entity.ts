import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { FLAG, ID } from '../../database/column-types.js';
import { EnterpriseEntity } from '../enterprise.entity.js';

/** What may be changed of an enterprise (api-v2.md §3.3); without a row it is as at the creation. */
@Entity('enterprise_profiles')
export class EnterpriseProfileEntity {
  @PrimaryColumn({ ...ID, name: 'enterprise_id' })
  enterpriseId: string;

  @OneToOne(() => EnterpriseEntity, { nullable: false })
  @JoinColumn({ name: 'enterprise_id', foreignKeyConstraintName: 'fk_enterprise_profiles_enterprise' })
  enterprise: EnterpriseEntity;

  /** `legalIdentifiers.legalPersonName`. */
  @Column({ name: 'legal_person_name', type: 'varchar', length: 255, nullable: true })
  legalPersonName: string | null;

  @Column({ ...FLAG, name: 'users_view_all_wallets', default: 0 })
  usersViewAllWallets: number;
}
