import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/check.js';
import { StringField } from '../http/validation/fields/text.js';
import type { CountryLookup } from './reference.js';

/** core-v1's way to name a country: by exactly one of these (core-v1.md §2.2). */
@ArgumentSet('CoreAPI/ArgumentSets/CountryLookup', {
  name: 'Country Lookup',
  description: 'Provides for countries to be looked up',
  refuses: ['country_not_found'],
})
export class CountryLookupDto {
  @Optional({ nullIsAbsent: true })
  @StringField()
  id?: string | null;

  @Optional({ nullIsAbsent: true })
  @StringField()
  iso_code2?: string | null;

  @Optional({ nullIsAbsent: true })
  @StringField()
  iso_code3?: string | null;

  /** An `id` of null is a lookup like any other: it finds nothing. */
  toLookup(): CountryLookup {
    if (this.iso_code2) return { isoCode2: this.iso_code2 };
    return this.iso_code3 ? { isoCode3: this.iso_code3 } : { id: this.id ?? '' };
  }
}
