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

/** Failed look-ups reload the three tables at most once in this time. */
const RELOAD_INTERVAL_MS = 60_000;

/** Finds the reference data that a request names (core-v1.md §2.2). A code may be in lower case, too. */
@Injectable()
export class ReferenceLookupService {
  /** When a failed look-up last reloaded the tables, in milliseconds since 1970. */
  private reloadedAt = 0;

  constructor(private readonly references: ReferenceService) {}

  /**
   * All reference data that a request names, looked up in the declared order.
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
    const found = await this.findOrReload(ctx, () =>
      'id' in lookup
        ? this.references.currencyById(lookup.id)
        : this.references.currencyByCode(upperCased(lookup.isoCode)),
    );
    if (!found) throw new DomainError('currency_not_found', {});
    return found;
  }

  /** @throws DomainError country_not_found */
  async country(ctx: CallContext, lookup: CountryLookup): Promise<Country> {
    const found = await this.findOrReload(ctx, () => this.countryNamed(lookup));
    if (!found) throw new DomainError('country_not_found', {});
    return found;
  }

  /** @throws DomainError country_state_not_found */
  async countryState(ctx: CallContext, lookup: CountryStateLookup): Promise<CountryState> {
    const found = await this.findOrReload(ctx, () => this.references.countryStateById(lookup.id));
    if (!found) throw new DomainError('country_state_not_found', {});
    return found;
  }

  /** Codes of two and of three letters share a map, so each key is checked for its length. */
  private countryNamed(lookup: CountryLookup): Country | undefined {
    if ('id' in lookup) return this.references.countryById(lookup.id);
    const [code, length] = 'isoCode2' in lookup ? [lookup.isoCode2, 2] : [lookup.isoCode3, 3];
    return code.length === length ? this.references.countryByCode(upperCased(code)) : undefined;
  }

  /** Reloads after a miss, since another process may have seeded more. */
  private async findOrReload<T>(ctx: CallContext, find: () => T | undefined): Promise<T | undefined> {
    const found = find();
    if (found !== undefined || Date.now() - this.reloadedAt < RELOAD_INTERVAL_MS) return found;
    await this.references.load(ctx);
    this.reloadedAt = Date.now();
    return find();
  }
}

/**
 * Only of ASCII letters: `toUpperCase` would turn other texts into codes as well, such as `ſ`, and one letter into two.
 */
function upperCased(code: string): string {
  return /^[a-z]+$/i.test(code) ? code.toUpperCase() : code;
}
