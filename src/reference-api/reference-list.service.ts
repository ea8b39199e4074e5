import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '../common/page.js';
import type { Country, CountryState, Currency } from '../reference/reference.js';
import { ReferenceService } from '../reference/reference.service.js';

/** English, so that "Åland Islands" is under A; code point order would put it after "Zimbabwe". */
const byName = new Intl.Collator('en');

/** Lists of reference data, from memory: by name in alphabetical order, and by id where two have the same name. */
@Injectable()
export class ReferenceListService {
  constructor(private readonly references: ReferenceService) {}

  currencies(query: PageRequest): Page<Currency> {
    return pageOf(this.references.allCurrencies(), query);
  }

  countries(query: PageRequest): Page<Country> {
    return pageOf(this.references.allCountries(), query);
  }

  /** The subdivisions of one country; it may have none. */
  countryStates(country: Country, query: PageRequest): Page<CountryState> {
    return pageOf(this.references.statesOf(country), query);
  }
}

function pageOf<T extends { readonly id: string; readonly name: string }>(
  all: readonly T[],
  { page, perPage }: PageRequest,
): Page<T> {
  const sorted = all.toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  return { items: sorted.slice((page - 1) * perPage, page * perPage), total: all.length };
}
