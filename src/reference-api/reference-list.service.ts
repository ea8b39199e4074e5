import { Injectable } from '@nestjs/common';
import type { Page } from '../common/page.js';
import type { Country, CountryState, Currency } from '../reference/reference.js';
import { ReferenceService } from '../reference/reference.service.js';

/** Which page of a list, from 1, and how many there are on one. */
interface Wish {
  readonly page: number;
  readonly perPage: number;
}

/** English, so that "Åland Islands" stands under A; code point order would put it behind "Zimbabwe". */
const byName = new Intl.Collator('en');

/** Lists of reference data, from memory: by name in alphabetical order, and by id where two have the same name. */
@Injectable()
export class ReferenceListService {
  constructor(private readonly references: ReferenceService) {}

  currencies(wish: Wish): Page<Currency> {
    return pageOf(this.references.everyCurrency(), wish);
  }

  countries(wish: Wish): Page<Country> {
    return pageOf(this.references.everyCountry(), wish);
  }

  /** The subdivisions of one country; it may have none. */
  countryStates(country: Country, wish: Wish): Page<CountryState> {
    return pageOf(this.references.everyStateOf(country), wish);
  }
}

function pageOf<T extends { readonly id: string; readonly name: string }>(
  all: readonly T[],
  { page, perPage }: Wish,
): Page<T> {
  const sorted = all.toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  return { items: sorted.slice((page - 1) * perPage, page * perPage), total: all.length };
}
