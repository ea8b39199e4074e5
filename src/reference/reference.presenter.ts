import type { Country, CountryState, Currency } from './reference.js';
import type {
  CountryResponse,
  CountryStateResponse,
  CurrencyResponse,
  ReferenceItemResponse,
} from './reference.response.js';

/** An element of a list, which has no other members (core-v1.md §4.3). */
export function presentListed({ id, name }: { readonly id: string; readonly name: string }): ReferenceItemResponse {
  return { id, name };
}

/** The documented Currency object, with its members in the documented order (core-v1.md §4.1). */
export function presentCurrency({ id, name, isoCode, symbol }: Currency): CurrencyResponse {
  return { id, name, iso_code: isoCode, symbol };
}

/** The documented Country object; `time_zone` is null for a country without permanent residents (core-v1.md §4.1). */
export function presentCountry({ id, name, isoCode2, isoCode3, timeZone, eu }: Country): CountryResponse {
  return { id, name, iso_code2: isoCode2, iso_code3: isoCode3, time_zone: timeZone, eu };
}

/** The documented CountryState object, which contains its country (core-v1.md §4.1). */
export function presentCountryState({ id, name, code, country }: CountryState): CountryStateResponse {
  return { id, name, code, country: presentCountry(country) };
}
