import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { FLAG, ID } from '../database/column-types.js';

/** A country of ISO 3166-1, or Kosovo. Seeded, never written by a request. */
@Entity('countries')
@Unique('uq_countries_iso_code2', ['isoCode2'])
@Unique('uq_countries_iso_code3', ['isoCode3'])
export class CountryEntity {
  /** Derived from the alpha-2 code, so that it is the same in all installations (decisions §3). */
  @PrimaryColumn(ID)
  id: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** ISO 3166-1 alpha-2: `GB`. */
  @Column({ name: 'iso_code2', type: 'varchar', length: 2 })
  isoCode2: string;

  /** ISO 3166-1 alpha-3: `GBR`. */
  @Column({ name: 'iso_code3', type: 'varchar', length: 3 })
  isoCode3: string;

  /** IANA name of its capital's zone, `Europe/London`; null for a country without permanent residents. */
  @Column({ name: 'time_zone', type: 'varchar', length: 64, nullable: true })
  timeZone: string | null;

  /** 1 for a member state of the European Union. */
  @Column(FLAG)
  eu: number;
}
