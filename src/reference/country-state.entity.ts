import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { ID } from '../database/column-types.js';
import { CountryEntity } from './country.entity.js';

/** A subdivision of ISO 3166-2. Seeded, never written by a request. */
@Entity('country_states')
@Unique('uq_country_states_country_code', ['countryId', 'code'])
export class CountryStateEntity {
  /** Derived from the whole ISO 3166-2 code, so that it is the same in all installations (decisions §3). */
  @PrimaryColumn(ID)
  id: string;

  @Column({ ...ID, name: 'country_id' })
  countryId: string;

  @ManyToOne(() => CountryEntity, { nullable: false })
  @JoinColumn({ name: 'country_id', foreignKeyConstraintName: 'fk_country_states_country' })
  country: CountryEntity;

  @Column({ type: 'varchar', length: 150 })
  name: string;

  /** The part after the country: `CA` of `US-CA`. */
  @Column({ type: 'varchar', length: 3 })
  code: string;
}
