import { sql } from '../database/statement.js';

export interface CurrencyRow {
  readonly id: string;
  readonly name: string;
  readonly iso_code: string;
  readonly symbol: string;
}

export interface CountryRow {
  readonly id: string;
  readonly name: string;
  readonly iso_code2: string;
  readonly iso_code3: string;
  readonly time_zone: string | null;
  readonly eu: number;
}

export interface CountryStateRow {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly country_id: string;
}

/** All rows of each table. Statements, because the three are read in one trip. */
export const ALL_CURRENCIES = sql<CurrencyRow>('SELECT id, name, iso_code, symbol FROM currencies', []);
export const ALL_COUNTRIES = sql<CountryRow>('SELECT id, name, iso_code2, iso_code3, time_zone, eu FROM countries', []);
export const ALL_COUNTRY_STATES = sql<CountryStateRow>('SELECT id, name, code, country_id FROM country_states', []);
