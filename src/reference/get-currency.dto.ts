import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Says } from '../http/arguments/described.js';
import { Lookup } from '../http/arguments/shapes.js';
import { CurrencyLookupDto } from './currency-lookup.dto.js';

/** The arguments of `GET /currencies/:currency` (core-v1.md §1, row 12). */
@ArgumentSet('CoreAPI/Endpoints/Currencies/InfoEndpoint/BaseArgumentSet')
export class GetCurrencyDto {
  @Says('The currency to return')
  @Lookup(() => CurrencyLookupDto)
  currency: CurrencyLookupDto;
}
