import { ArgumentSet } from '../http/validation/argument-set.js';
import { ApiDescription } from '../http/validation/argument-metadata.js';
import { PageNumber, type PageQuery, pageQuery, PageSize } from '../http/validation/fields/paging.js';
import { LookupField } from '../http/validation/fields/nested.js';
import { CountryLookupDto, CountryStateLookupDto, CurrencyLookupDto } from '../reference/reference.dto.js';

/** The arguments of `GET /currencies` (core-v1.md §1, row 12). */
@ArgumentSet('CoreAPI/Endpoints/Currencies/ListEndpoint/BaseArgumentSet')
export class ListCurrenciesDto {
  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  toPage(): PageQuery {
    return pageQuery(this);
  }
}

/** The arguments of `GET /currencies/:currency` (core-v1.md §1, row 12). */
@ArgumentSet('CoreAPI/Endpoints/Currencies/InfoEndpoint/BaseArgumentSet')
export class GetCurrencyDto {
  @ApiDescription('The currency to return')
  @LookupField(() => CurrencyLookupDto)
  currency: CurrencyLookupDto;
}

/** The arguments of `GET /countries` (core-v1.md §1, row 13): those of `GET /currencies`, published as another set. */
@ArgumentSet('CoreAPI/Endpoints/Countries/ListEndpoint/BaseArgumentSet')
export class ListCountriesDto extends ListCurrenciesDto {}

/** The arguments of `GET /countries/:country` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/Countries/InfoEndpoint/BaseArgumentSet')
export class GetCountryDto {
  @ApiDescription('The country to return')
  @LookupField(() => CountryLookupDto)
  country: CountryLookupDto;
}

/** The arguments of `GET /countries/:country/country_states` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/CountryStates/ListEndpoint/BaseArgumentSet')
export class ListCountryStatesDto {
  @ApiDescription('The country to return states for')
  @LookupField(() => CountryLookupDto)
  country: CountryLookupDto;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  toPage(): PageQuery {
    return pageQuery(this);
  }
}

/** The arguments of `GET /country_states/:country_state` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/CountryStates/InfoEndpoint/BaseArgumentSet')
export class GetCountryStateDto {
  @ApiDescription('The country state to return')
  @LookupField(() => CountryStateLookupDto)
  country_state: CountryStateLookupDto;
}
