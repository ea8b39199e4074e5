import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, FLAG, ID, PATH, TIME } from '../database/column-types.js';
import { CountryStateEntity } from '../reference/country-state.entity.js';
import { CountryEntity } from '../reference/country.entity.js';
import { CurrencyEntity } from '../reference/currency.entity.js';

/**
 * An organization, root or managed. A deleted one keeps its row, so that its sub-domain is never issued again.
 *
 * Each change of its state locks this row first (decisions §8), so it has no column that changes often: counters are in
 * `organization_usage`.
 */
@Entity('organizations')
@Unique('uq_organizations_sub_domain', ['subDomain'])
@Index('ix_organizations_living', ['parentId', 'deletedAt', 'id'])
export class OrganizationEntity {
  @PrimaryColumn(ID)
  id: string;

  /** Null for a root. */
  @Column({ ...ID, name: 'parent_id', nullable: true })
  parentId: string | null;

  @ManyToOne(() => OrganizationEntity)
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'fk_organizations_parent' })
  parent: OrganizationEntity | null;

  /**
   * The ids of its ancestors and its own, root first, `/` between them. Each begins at a fixed position (1, 34, 67, …),
   * so that `SUBSTR` finds an ancestor by primary key; `LIKE` on a path scans the table.
   */
  @Column(PATH)
  path: string;

  /** 1 for a root. */
  @Column(COUNT)
  depth: number;

  /** 1 if it was created by another organization. */
  @Column(FLAG)
  managed: number;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  /** One DNS label, lower case, unique for all time (decisions §3). */
  @Column({ name: 'sub_domain', type: 'varchar', length: 63 })
  subDomain: string;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;

  @Column({ ...TIME, name: 'activated_at', nullable: true })
  activatedAt: number | null;

  @Column({ ...TIME, name: 'deleted_at', nullable: true })
  deletedAt: number | null;

  /**
   * How many rows it has in `organization_holds`, kept in the same transaction: one locked read of the path then
   * shows whether anything is suspended, which rows of another table could not (decisions §8).
   */
  @Column({ ...COUNT, default: 0 })
  holds: number;

  /** Grows with each change of the row. */
  @Column({ ...COUNT, default: 1 })
  version: number;

  @Column({ name: 'billing_name', type: 'varchar', length: 255, nullable: true })
  billingName: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  address1: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  address2: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  address3: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  address4: string | null;

  @Column({ type: 'varchar', length: 32, nullable: true })
  postcode: string | null;

  @Column({ name: 'vat_number', type: 'varchar', length: 64, nullable: true })
  vatNumber: string | null;

  @Column({ name: 'phone_number', type: 'varchar', length: 64, nullable: true })
  phoneNumber: string | null;

  @Column({ ...ID, name: 'currency_id' })
  currencyId: string;

  @ManyToOne(() => CurrencyEntity, { nullable: false })
  @JoinColumn({ name: 'currency_id', foreignKeyConstraintName: 'fk_organizations_currency' })
  currency: CurrencyEntity;

  @Column({ ...ID, name: 'country_id', nullable: true })
  countryId: string | null;

  @ManyToOne(() => CountryEntity)
  @JoinColumn({ name: 'country_id', foreignKeyConstraintName: 'fk_organizations_country' })
  country: CountryEntity | null;

  @Column({ ...ID, name: 'country_state_id', nullable: true })
  countryStateId: string | null;

  @ManyToOne(() => CountryStateEntity)
  @JoinColumn({ name: 'country_state_id', foreignKeyConstraintName: 'fk_organizations_country_state' })
  countryState: CountryStateEntity | null;

  /** Appended to the email in the names of its new enterprises (decisions §7). */
  @Column({ name: 'enterprise_name_suffix', type: 'varchar', length: 64, nullable: true })
  enterpriseNameSuffix: string | null;

  /** `individual` or `entity`, for enterprises that name none (api-v2.md §1.4). */
  @Column({ name: 'default_account_type', type: 'varchar', length: 16, nullable: true })
  defaultAccountType: string | null;
}
