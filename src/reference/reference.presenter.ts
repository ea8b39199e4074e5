import type { Country, CountryState, Currency } from './reference.js';

/** An element of a list: the documented lists show no more of it (core-v1.md §4.3). */
export function presentListed({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}

/** The documented Currency object, member by member and in its order (core-v1.md §4.1). */
export function presentCurrency({ id, name, isoCode, symbol }: Currency) {
  return { id, name, iso_code: isoCode, symbol };
}

/** The documented Country object; `time_zone` is null where nobody lives for good (core-v1.md §4.1). */
export function presentCountry({ id, name, isoCode2, isoCode3, timeZone, eu }: Country) {
  return { id, name, iso_code2: isoCode2, iso_code3: isoCode3, time_zone: timeZone, eu };
}

/** The documented CountryState object, its country within (core-v1.md §4.1). */
export function presentCountryState({ id, name, code, country }: CountryState) {
  return { id, name, code, country: presentCountry(country) };
}
