import { ArgumentSet } from '../http/validation/argument-set.js';
import { Says } from '../http/validation/described.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import { CurrencyLookupDto } from '../reference/currency-lookup.dto.js';

/** The arguments of `GET /currencies/:currency` (core-v1.md §1, row 12). */
@ArgumentSet('CoreAPI/Endpoints/Currencies/InfoEndpoint/BaseArgumentSet')
export class GetCurrencyDto {
  @Says('The currency to return')
  @Lookup(() => CurrencyLookupDto)
  currency: CurrencyLookupDto;
}
