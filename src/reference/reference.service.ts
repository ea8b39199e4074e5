import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Country, CountryState, Currency } from './reference.js';
import {
  ALL_COUNTRIES,
  ALL_COUNTRY_STATES,
  ALL_CURRENCIES,
  type CountryRow,
  type CountryStateRow,
  type CurrencyRow,
} from './reference.queries.js';

/**
 * Currencies, countries and their subdivisions, held in memory so that no list ever joins them (decisions §9).
 *
 * It is empty before the first `load`. An id that a row refers to and that is missing here afterwards was seeded by a
 * newer release in the meantime: load again before treating it as unknown.
 */
@Injectable()
export class ReferenceService {
  private currencies: ReadonlyMap<string, Currency> = new Map();
  private currenciesByCode: ReadonlyMap<string, Currency> = new Map();
  private countries: ReadonlyMap<string, Country> = new Map();
  private countriesByCode: ReadonlyMap<string, Country> = new Map();
  private countryStates: ReadonlyMap<string, CountryState> = new Map();

  constructor(private readonly database: Database) {}

  /**
   * Reads the three tables in one trip and replaces everything at once; after an error nothing has changed.
   * @throws DomainError `unavailable`
   */
  async load(ctx: Pick<CallContext, 'signal'>): Promise<void> {
    const [currencies, countries, states] = await this.database.read(ctx, (reader) =>
      reader.read(ALL_CURRENCIES, ALL_COUNTRIES, ALL_COUNTRY_STATES),
    );
    this.keep(currencies, countries);
    this.countryStates = byId(states.flatMap((row) => countryState(row, this.countries)));
  }

  /**
   * As `load`, without the subdivisions, which are nine tenths of the rows: for a command, which rarely needs one. They are
   * as unknown as what a newer release has seeded, so a caller who needs one loads again.
   * @throws DomainError `unavailable`
   */
  async loadCountries(ctx: Pick<CallContext, 'signal'>): Promise<void> {
    const [currencies, countries] = await this.database.read(ctx, (reader) =>
      reader.read(ALL_CURRENCIES, ALL_COUNTRIES),
    );
    this.keep(currencies, countries);
  }

  private keep(currencies: readonly CurrencyRow[], countries: readonly CountryRow[]): void {
    this.currencies = byId(currencies.map(currency));
    this.currenciesByCode = new Map([...this.currencies.values()].map((known) => [known.isoCode, known]));
    this.countries = byId(countries.map(country));
    this.countriesByCode = new Map(
      [...this.countries.values()].flatMap((known) => [
        [known.isoCode2, known],
        [known.isoCode3, known],
      ]),
    );
  }

  /** The currency of this id, frozen; undefined if there is none, or nothing is loaded. */
  currencyById(id: string): Currency | undefined {
    return this.currencies.get(id);
  }

  /** The currency of an ISO 4217 code in upper case, frozen; undefined as above. */
  currencyByCode(isoCode: string): Currency | undefined {
    return this.currenciesByCode.get(isoCode);
  }

  /** The country of this id, frozen; undefined as above. */
  countryById(id: string): Country | undefined {
    return this.countries.get(id);
  }

  /** The country of an ISO 3166-1 alpha-2 or alpha-3 code in upper case, frozen; undefined as above. */
  countryByCode(isoCode: string): Country | undefined {
    return this.countriesByCode.get(isoCode);
  }

  /** In no particular order. */
  allCurrencies(): readonly Currency[] {
    return [...this.currencies.values()];
  }

  /** In no particular order. */
  allCountries(): readonly Country[] {
    return [...this.countries.values()];
  }

  /** All subdivisions of one country, of all levels, in no particular order. */
  statesOf(country: Country): readonly CountryState[] {
    return [...this.countryStates.values()].filter((state) => state.country.id === country.id);
  }

  /** The subdivision of this id with its country, both frozen; undefined as above. */
  countryStateById(id: string): CountryState | undefined {
    return this.countryStates.get(id);
  }
}

function byId<T extends { readonly id: string }>(known: readonly T[]): ReadonlyMap<string, T> {
  return new Map(known.map((one) => [one.id, one]));
}

function currency({ id, name, iso_code, symbol }: CurrencyRow): Currency {
  return Object.freeze({ id, name, isoCode: iso_code, symbol });
}

function country({ id, name, iso_code2, iso_code3, time_zone, eu }: CountryRow): Country {
  return Object.freeze({ id, name, isoCode2: iso_code2, isoCode3: iso_code3, timeZone: time_zone, eu: eu === 1 });
}

/**
 * A list of none or one: the three tables are read one after another, so its country may have been added in between.
 */
function countryState(
  { id, name, code, country_id }: CountryStateRow,
  countries: ReadonlyMap<string, Country>,
): CountryState[] {
  const known = countries.get(country_id);
  return known ? [Object.freeze({ id, name, code, country: known })] : [];
}
