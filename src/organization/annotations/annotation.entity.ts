import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, HASH, ID } from '../../database/column-types.js';
import { OrganizationEntity } from '../organization.entity.js';

/** One annotation of an organization (core-v1.md §3.1), in the order it was given in. */
@Entity('organization_annotations')
@Unique('uq_organization_annotations_organization_name_hash', ['organizationId', 'nameHash'])
@Index('ix_organization_annotations_pair', ['parentId', 'pairHash', 'organizationId'])
export class AnnotationEntity {
  @PrimaryColumn({ ...ID, name: 'organization_id' })
  organizationId: string;

  @ManyToOne(() => OrganizationEntity, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_organization_annotations_organization' })
  organization: OrganizationEntity;

  /** From 0. */
  @PrimaryColumn(COUNT)
  position: number;

  /**
   * The organization's parent, repeated here so that filtering a parent's list needs only this table's index; '' for
   * a root, which is part of no list.
   */
  @Column({ ...ID, name: 'parent_id' })
  parentId: string;

  /** What the wire calls `key`. */
  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  value: string | null;

  /** SHA-256 of the name: MySQL's collations would count trailing spaces as equal. */
  @Column({ ...HASH, name: 'name_hash' })
  nameHash: string;

  /** SHA-256 of name and value: a value is too long to be indexed, and hashes cannot be filled in later by SQL. */
  @Column({ ...HASH, name: 'pair_hash' })
  pairHash: string;
}
