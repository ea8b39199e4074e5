import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Says } from '../http/arguments/described.js';
import { Lookup } from '../http/arguments/shapes.js';
import { CountryStateLookupDto } from './country-state-lookup.dto.js';

/** The arguments of `GET /country_states/:country_state` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/CountryStates/InfoEndpoint/BaseArgumentSet')
export class GetCountryStateDto {
  @Says('The country state to return')
  @Lookup(() => CountryStateLookupDto)
  country_state: CountryStateLookupDto;
}
