import { createHash } from 'node:crypto';
import { getCountry, getTimezonesForCountry } from 'countries-and-timezones';
import currencyCodes from 'currency-codes';
import symbolOf from 'currency-symbol-map';
import { iso31661, iso31662 } from 'iso-3166';
import { ADDED_COUNTRIES } from './country-amendments.js';
import { ADDED_CURRENCIES, CORRECTED_SYMBOLS, WITHDRAWN_CURRENCIES } from './currency-amendments.js';
import { EU_MEMBERS } from './eu-members.js';
import { MAIN_TIME_ZONES } from './main-time-zones.js';
import type { Country, CountryState, Currency } from '../reference.js';

/**
 * The id of a currency, country or subdivision: derived from its ISO code, so that it is the same in all installations
 * (decisions §3).
 * @param code `EUR`, `GB`, or the whole code of a subdivision, `US-CA`
 */
export function referenceId(kind: 'currency' | 'country' | 'country_state', code: string): string {
  return createHash('sha256').update(`${kind}:${code}`).digest('hex').slice(0, 32);
}

const currencyNames = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });

/** Metals, bond units, the code for tests and the one for "none" belong to no country: they cannot be billed in. */
function isMoney(entry: { countries: readonly string[] }): boolean {
  return !entry.countries.every((country) => /^zz\d/i.test(country));
}

/**
 * The currencies and funds of ISO 4217 that are in force.
 *
 * Their names are Unicode CLDR's, which Node.js contains ("British Pound"), because the standard's own leave the
 * country out ("Pound Sterling", "Rand", "Won").
 */
export function currencies(): Currency[] {
  const listed = currencyCodes.data.filter((entry) => isMoney(entry) && !WITHDRAWN_CURRENCIES.has(entry.code));
  return [...listed, ...ADDED_CURRENCIES].map(({ code, currency }) => ({
    id: referenceId('currency', code),
    name: currencyNames.of(code) ?? currency.trim(),
    isoCode: code,
    symbol: CORRECTED_SYMBOLS[code] ?? symbolOf(code) ?? code,
  }));
}

/** The countries of ISO 3166-1, and Kosovo, under their everyday English names ("United Kingdom"). */
export function countries(): Country[] {
  return [...iso31661, ...ADDED_COUNTRIES].map(({ alpha2, alpha3, name }) => ({
    id: referenceId('country', alpha2),
    name: getCountry(alpha2)?.name ?? name,
    isoCode2: alpha2,
    isoCode3: alpha3,
    timeZone: mainTimeZone(alpha2),
    eu: EU_MEMBERS.has(alpha2),
  }));
}

/** The subdivisions of ISO 3166-2 of all levels, each under its country. */
export function countryStates(): CountryState[] {
  const byCode = new Map(countries().map((country) => [country.isoCode2, country]));
  return iso31662.flatMap(({ code, name }) => {
    const country = byCode.get(code.slice(0, 2));
    return country ? [{ id: referenceId('country_state', code), name, code: code.slice(3), country }] : [];
  });
}

/**
 * The zone named after a place in the country itself. The database of zones has merged many of them with a
 * neighbour's (Denmark's with Germany's), and keeps the old name as an alias that is still valid everywhere.
 */
function mainTimeZone(country: string): string | null {
  const chosen = MAIN_TIME_ZONES[country];
  if (chosen !== undefined) return chosen;
  const zones = getTimezonesForCountry(country, { deprecated: true }) ?? [];
  const own = zones.find((zone) => zone.aliasOf === null && zone.countries[0] === country);
  const alias = zones.find((zone) => zone.countries.length === 1 && zone.name.includes('/'));
  return (own ?? alias)?.name ?? null;
}
