import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Row, Statement } from '../database/statement.js';
import type { Country, CountryState, Currency } from './reference.js';

const CURRENCIES: Statement = { sql: 'SELECT id, name, iso_code, symbol FROM currencies', params: [] };
const COUNTRIES: Statement = { sql: 'SELECT id, name, iso_code2, iso_code3, time_zone, eu FROM countries', params: [] };
const STATES: Statement = { sql: 'SELECT id, name, code, country_id FROM country_states', params: [] };

/**
 * Currencies, countries and their subdivisions, held in memory so that no list ever joins them (decisions §9).
 *
 * Nothing is here before the first `load`. Afterwards an id that a row names and this does not know was seeded by a
 * newer release in the meantime: load again, and only then believe that it does not exist.
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
   * Reads the three tables in one trip and replaces what was known, all at once; after an error all stays as it was.
   * @throws DomainError `unavailable`
   */
  async load(ctx: Pick<CallContext, 'signal'>): Promise<void> {
    const [currencies = [], countries = [], states = []] = await this.database.read(ctx, (reader) =>
      reader.read(CURRENCIES, COUNTRIES, STATES),
    );
    this.currencies = byId(currencies.map(currency));
    this.currenciesByCode = new Map([...this.currencies.values()].map((known) => [known.isoCode, known]));
    this.countries = byId(countries.map(country));
    this.countriesByCode = new Map(
      [...this.countries.values()].flatMap((known) => [
        [known.isoCode2, known],
        [known.isoCode3, known],
      ]),
    );
    this.countryStates = byId(states.flatMap((row) => countryState(row, this.countries)));
  }

  /** The currency of this id, frozen; undefined when it is not known, or nothing is loaded. */
  currencyById(id: string): Currency | undefined {
    return this.currencies.get(id);
  }

  /** The currency of an ISO 4217 code in capital letters, frozen; undefined as above. */
  currencyByCode(isoCode: string): Currency | undefined {
    return this.currenciesByCode.get(isoCode);
  }

  /** The country of this id, frozen; undefined as above. */
  countryById(id: string): Country | undefined {
    return this.countries.get(id);
  }

  /** The country of an ISO 3166-1 alpha-2 or alpha-3 code in capital letters, frozen; undefined as above. */
  countryByCode(isoCode: string): Country | undefined {
    return this.countriesByCode.get(isoCode);
  }

  /** All of them, in no order. */
  everyCurrency(): readonly Currency[] {
    return [...this.currencies.values()];
  }

  /** All of them, in no order. */
  everyCountry(): readonly Country[] {
    return [...this.countries.values()];
  }

  /** All subdivisions of one country, of all levels, in no order. */
  everyStateOf(country: Country): readonly CountryState[] {
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

function currency(row: Row): Currency {
  return Object.freeze({
    id: String(row.id),
    name: String(row.name),
    isoCode: String(row.iso_code),
    symbol: String(row.symbol),
  });
}

function country(row: Row): Country {
  return Object.freeze({
    id: String(row.id),
    name: String(row.name),
    isoCode2: String(row.iso_code2),
    isoCode3: String(row.iso_code3),
    timeZone: typeof row.time_zone === 'string' ? row.time_zone : null,
    eu: row.eu === 1,
  });
}

/** A list of none or one: the three tables are read one after another, so its country may have come after them. */
function countryState(row: Row, countries: ReadonlyMap<string, Country>): CountryState[] {
  const known = countries.get(String(row.country_id));
  if (!known) return [];
  return [Object.freeze({ id: String(row.id), name: String(row.name), code: String(row.code), country: known })];
}
