import { ArgumentSet } from '../http/validation/argument-set.js';
import { Says } from '../http/validation/described.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import { CountryStateLookupDto } from '../reference/country-state-lookup.dto.js';

/** The arguments of `GET /country_states/:country_state` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/CountryStates/InfoEndpoint/BaseArgumentSet')
export class GetCountryStateDto {
  @Says('The country state to return')
  @Lookup(() => CountryStateLookupDto)
  country_state: CountryStateLookupDto;
}
