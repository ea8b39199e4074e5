import { ArgumentSet } from '../http/validation/argument-set.js';
import { Says } from '../http/validation/described.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import { CountryLookupDto } from '../reference/country-lookup.dto.js';

/** The arguments of `GET /countries/:country` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/Countries/InfoEndpoint/BaseArgumentSet')
export class GetCountryDto {
  @Says('The country to return')
  @Lookup(() => CountryLookupDto)
  country: CountryLookupDto;
}
