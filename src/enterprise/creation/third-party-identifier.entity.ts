import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, HASH, ID } from '../../database/column-types.js';
import { EnterpriseEntity } from '../enterprise.entity.js';

/** One identifier that another system has for an enterprise (api-v2.md §1.1). */
@Entity('third_party_identifiers')
@Unique('uq_third_party_identifiers_enterprise_pair_hash', ['enterpriseId', 'pairHash'])
@Index('ix_third_party_identifiers_pair', ['organizationId', 'pairHash', 'enterpriseId'])
export class ThirdPartyIdentifierEntity {
  @PrimaryColumn({ ...ID, name: 'enterprise_id' })
  enterpriseId: string;

  @ManyToOne(() => EnterpriseEntity, { nullable: false })
  @JoinColumn({ name: 'enterprise_id', foreignKeyConstraintName: 'fk_third_party_identifiers_enterprise' })
  enterprise: EnterpriseEntity;

  /** From 0. */
  @PrimaryColumn(COUNT)
  position: number;

  /** The enterprise's organization, repeated here so that a search needs only this table's index. */
  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  @Column({ type: 'varchar', length: 255 })
  label: string;

  /** `id` in requests. */
  @Column({ type: 'varchar', length: 255 })
  identifier: string;

  /** SHA-256 of label and identifier. */
  @Column({ ...HASH, name: 'pair_hash' })
  pairHash: string;
}
