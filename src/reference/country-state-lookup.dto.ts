import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/check.js';
import { StringField } from '../http/validation/fields/text.js';
import type { CountryStateLookup } from './reference.js';

/** core-v1's way to name a subdivision of a country (core-v1.md §2.2). */
@ArgumentSet('CoreAPI/ArgumentSets/CountryStateLookup', {
  name: 'Country State Lookup',
  description: 'Provides for country states to be looked up',
  refuses: ['country_state_not_found'],
})
export class CountryStateLookupDto {
  @Optional({ nullIsAbsent: true })
  @StringField()
  id?: string | null;

  /** An `id` of null is a lookup like any other: it finds nothing. */
  toLookup(): CountryStateLookup {
    return { id: this.id ?? '' };
  }
}
