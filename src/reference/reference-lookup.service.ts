import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import type {
  Country,
  CountryLookup,
  CountryState,
  CountryStateLookup,
  Currency,
  CurrencyLookup,
  FoundReferences,
  NamedReferences,
} from './reference.js';
import { ReferenceService } from './reference.service.js';

/** A client that guesses reads the three tables no more often than this. */
const READ_AGAIN_AFTER_MS = 60_000;

/** Finds the reference data that a request names (core-v1.md §2.2). A code may be in small letters, too. */
@Injectable()
export class ReferenceLookupService {
  /** When a miss last had the tables read again, in milliseconds since 1970. */
  private readAgainAt = 0;

  constructor(private readonly references: ReferenceService) {}

  /**
   * Everything that a request names, in the declared order.
   * @throws DomainError currency_not_found, country_not_found, country_state_not_found
   */
  async find(ctx: CallContext, named: NamedReferences): Promise<FoundReferences> {
    return {
      currency: named.currency && (await this.currency(ctx, named.currency)),
      country: named.country && (await this.country(ctx, named.country)),
      countryState: named.countryState && (await this.countryState(ctx, named.countryState)),
    };
  }

  /** @throws DomainError currency_not_found */
  async currency(ctx: CallContext, lookup: CurrencyLookup): Promise<Currency> {
    const found = await this.known(ctx, () =>
      'id' in lookup
        ? this.references.currencyById(lookup.id)
        : this.references.currencyByCode(capitals(lookup.isoCode)),
    );
    if (!found) throw new DomainError('currency_not_found', {});
    return found;
  }

  /** @throws DomainError country_not_found */
  async country(ctx: CallContext, lookup: CountryLookup): Promise<Country> {
    const found = await this.known(ctx, () => this.countryNamed(lookup));
    if (!found) throw new DomainError('country_not_found', {});
    return found;
  }

  /** @throws DomainError country_state_not_found */
  async countryState(ctx: CallContext, lookup: CountryStateLookup): Promise<CountryState> {
    const found = await this.known(ctx, () => this.references.countryStateById(lookup.id));
    if (!found) throw new DomainError('country_state_not_found', {});
    return found;
  }

  /** Codes of two and of three letters share a table: each key finds its own length alone. */
  private countryNamed(lookup: CountryLookup): Country | undefined {
    if ('id' in lookup) return this.references.countryById(lookup.id);
    const [code, length] = 'isoCode2' in lookup ? [lookup.isoCode2, 2] : [lookup.isoCode3, 3];
    return code.length === length ? this.references.countryByCode(capitals(code)) : undefined;
  }

  /** What another process has seeded since this one read the tables is looked for once more. */
  private async known<T>(ctx: CallContext, find: () => T | undefined): Promise<T | undefined> {
    const found = find();
    if (found !== undefined || Date.now() - this.readAgainAt < READ_AGAIN_AFTER_MS) return found;
    await this.references.load(ctx);
    this.readAgainAt = Date.now();
    return find();
  }
}

/** Of ASCII alone: `toUpperCase` makes a code of other texts as well, such as `ſ`, and one letter into two. */
function capitals(code: string): string {
  return /^[a-z]+$/i.test(code) ? code.toUpperCase() : code;
}
