/** A currency as both dialects show it (core-v1.md §4.1). */
export interface Currency {
  readonly id: string;
  readonly name: string;
  /** ISO 4217: `EUR`. */
  readonly isoCode: string;
  /** `€`, or the ISO code again. */
  readonly symbol: string;
}

/** A country as both dialects show it. */
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

/** A subdivision of a country as both dialects show it. */
export interface CountryState {
  readonly id: string;
  readonly name: string;
  /** The part of the ISO 3166-2 code behind the country: `CA` of `US-CA`. */
  readonly code: string;
  readonly country: Country;
}

/** How a request says which currency it means. */
export type CurrencyLookup = { readonly id: string } | { readonly isoCode: string };

/** How a request says which country it means. */
export type CountryLookup = { readonly id: string } | { readonly isoCode2: string } | { readonly isoCode3: string };

/** How a request says which subdivision it means. */
export type CountryStateLookup = { readonly id: string };

/** The reference data that a request names; what it does not name is undefined. */
export interface NamedReferences {
  readonly currency?: CurrencyLookup;
  readonly country?: CountryLookup;
  readonly countryState?: CountryStateLookup;
}

/** What was found under those names. */
export interface FoundReferences {
  readonly currency?: Currency;
  readonly country?: Country;
  readonly countryState?: CountryState;
}
