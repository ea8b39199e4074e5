import { ArgumentSet } from '../http/validation/argument-set.js';
import { PageNumber, type PageQuery, pageQuery, PageSize } from '../http/validation/fields/paging.js';
import { Says } from '../http/validation/described.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import { CountryLookupDto } from '../reference/country-lookup.dto.js';

/** The arguments of `GET /countries/:country/country_states` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/CountryStates/ListEndpoint/BaseArgumentSet')
export class ListCountryStatesDto {
  @Says('The country to return states for')
  @Lookup(() => CountryLookupDto)
  country: CountryLookupDto;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  toPage(): PageQuery {
    return pageQuery(this);
  }
}
