import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Says } from '../http/arguments/described.js';
import { Lookup } from '../http/arguments/shapes.js';
import { CountryLookupDto } from './country-lookup.dto.js';

/** The arguments of `GET /countries/:country` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/Countries/InfoEndpoint/BaseArgumentSet')
export class GetCountryDto {
  @Says('The country to return')
  @Lookup(() => CountryLookupDto)
  country: CountryLookupDto;
}
