import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { ID } from '../database/column-types.js';

/** A currency of ISO 4217. Seeded, never written by a request. */
@Entity('currencies')
@Unique('uq_currencies_iso_code', ['isoCode'])
export class CurrencyEntity {
  /** Derived from the ISO code, so that it is the same in all installations (decisions §3). */
  @PrimaryColumn(ID)
  id: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** Three upper-case letters: `EUR`. */
  @Column({ name: 'iso_code', type: 'varchar', length: 3 })
  isoCode: string;

  /** `£`; the ISO code if the currency has no sign. */
  @Column({ type: 'varchar', length: 10 })
  symbol: string;
}
