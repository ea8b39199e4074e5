/** A currency (core-v1.md §4.1). */
export interface Currency {
  readonly id: string;
  readonly name: string;
  /** ISO 4217: `EUR`. */
  readonly isoCode: string;
  /** `€`, or the ISO code if it has no sign. */
  readonly symbol: string;
}

/** A country. */
export interface Country {
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2: `GB`. */
  readonly isoCode2: string;
  /** ISO 3166-1 alpha-3: `GBR`. */
  readonly isoCode3: string;
  /** IANA name of its capital's zone: `Europe/London`. */
  readonly timeZone: string | null;
  /** Whether it is a member state of the European Union. */
  readonly eu: boolean;
}

/** A subdivision of a country. */
export interface CountryState {
  readonly id: string;
  readonly name: string;
  /** The part of the ISO 3166-2 code after the country: `CA` of `US-CA`. */
  readonly code: string;
  readonly country: Country;
}

/** How a request names a currency. */
export type CurrencyLookup = { readonly id: string } | { readonly isoCode: string };

/** How a request names a country. */
export type CountryLookup = { readonly id: string } | { readonly isoCode2: string } | { readonly isoCode3: string };

/** How a request names a subdivision. */
export type CountryStateLookup = { readonly id: string };

/** The reference data that a request names; the others are undefined. */
export interface NamedReferences {
  readonly currency?: CurrencyLookup;
  readonly country?: CountryLookup;
  readonly countryState?: CountryStateLookup;
}

/** The reference data that was found. */
export interface FoundReferences {
  readonly currency?: Currency;
  readonly country?: Country;
  readonly countryState?: CountryState;
}
