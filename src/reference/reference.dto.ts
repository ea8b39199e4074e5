import { ApiArgument } from '../http/validation/argument-metadata.js';
import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/presence.js';
import { StringField } from '../http/validation/fields/text.js';
import type { CountryLookup, CountryStateLookup, CurrencyLookup } from './reference.js';

/** A country in core-v1, by exactly one of its keys (core-v1.md §2.2). */
@ArgumentSet('CoreAPI/ArgumentSets/CountryLookup', {
  name: 'Country Lookup',
  description: 'Provides for countries to be looked up',
  refuses: ['country_not_found'],
})
export class CountryLookupDto {
  @ApiArgument({ description: 'The id of the country', example: 'f07b20bdd8b5f9bbce8f976a3ef41713' })
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  @ApiArgument({ description: 'Its code of two letters, in any case', example: 'US' })
  @Optional({ nullable: true })
  @StringField()
  iso_code2?: string | null;

  @ApiArgument({ description: 'Its code of three letters, in any case', example: 'USA' })
  @Optional({ nullable: true })
  @StringField()
  iso_code3?: string | null;

  /** An `id` of null is accepted, and finds nothing. */
  toLookup(): CountryLookup {
    if (this.iso_code2) return { isoCode2: this.iso_code2 };
    return this.iso_code3 ? { isoCode3: this.iso_code3 } : { id: this.id ?? '' };
  }
}

/** A subdivision of a country in core-v1 (core-v1.md §2.2). */
@ArgumentSet('CoreAPI/ArgumentSets/CountryStateLookup', {
  name: 'Country State Lookup',
  description: 'Provides for country states to be looked up',
  refuses: ['country_state_not_found'],
})
export class CountryStateLookupDto {
  @ApiArgument({ description: 'The id of the country state', example: 'a0012e22cac6266c21ff98dded9a330c' })
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  /** An `id` of null is accepted, and finds nothing. */
  toLookup(): CountryStateLookup {
    return { id: this.id ?? '' };
  }
}

/** A currency in core-v1, by exactly one of its keys (core-v1.md §2.2). */
@ArgumentSet('CoreAPI/ArgumentSets/CurrencyLookup', {
  name: 'Currency Lookup',
  description: 'Provides for currencies to be looked up',
  refuses: ['currency_not_found'],
})
export class CurrencyLookupDto {
  @ApiArgument({ description: 'The id of the currency', example: '7783338d6a79f2f6e125c107cf62d7e0' })
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  @ApiArgument({ description: 'Its code of three letters, in any case', example: 'EUR' })
  @Optional({ nullable: true })
  @StringField()
  iso_code?: string | null;

  /** An `id` of null is accepted, and finds nothing. */
  toLookup(): CurrencyLookup {
    return this.iso_code ? { isoCode: this.iso_code } : { id: this.id ?? '' };
  }
}
