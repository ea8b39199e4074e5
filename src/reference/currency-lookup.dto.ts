import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/check.js';
import { StringField } from '../http/validation/fields/text.js';
import type { CurrencyLookup } from './reference.js';

/** core-v1's way to name a currency: by exactly one of these (core-v1.md §2.2). */
@ArgumentSet('CoreAPI/ArgumentSets/CurrencyLookup', {
  name: 'Currency Lookup',
  description: 'Provides for currencies to be looked up',
  refuses: ['currency_not_found'],
})
export class CurrencyLookupDto {
  @Optional({ nullIsAbsent: true })
  @StringField()
  id?: string | null;

  @Optional({ nullIsAbsent: true })
  @StringField()
  iso_code?: string | null;

  /** An `id` of null is a lookup like any other: it finds nothing. */
  toLookup(): CurrencyLookup {
    return this.iso_code ? { isoCode: this.iso_code } : { id: this.id ?? '' };
  }
}
