import { Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { Authenticated } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { pagination } from '../dialects/core-v1/core-v1.pagination.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../http/headers/response-headers.js';
import { Args, Arguments } from '../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../http/docs/operation.js';
import { RequireActiveCaller } from '../organization/organization.guard.js';
import { GET_COUNTRY, LIST_COUNTRIES, LIST_COUNTRY_STATES } from '../reference/reference.openapi.js';
import { presentCountry, presentListed } from '../reference/reference.presenter.js';
import { ReferenceListService } from './reference-list.service.js';
import { ReferenceLookupService } from '../reference/reference-lookup.service.js';
import { GetCountryDto, ListCountriesDto, ListCountryStatesDto } from './reference-api.dto.js';

/** Countries and their subdivisions in core-v1, for every valid token. */
@CoreV1Controller('countries')
@ApiTag('Currencies and countries')
export class CountryCoreV1Controller {
  constructor(
    private readonly lists: ReferenceListService,
    private readonly lookups: ReferenceLookupService,
  ) {}

  /** List countries (core-v1.md §1, row 13). */
  @Get()
  @Authenticated()
  @Arguments(ListCountriesDto)
  @RequireActiveCaller()
  @ApiOperation(LIST_COUNTRIES)
  list(@Args() args: ListCountriesDto) {
    const page = args.toPage();
    const { items, total } = this.lists.countries(page);
    return { pagination: pagination(page, total), countries: items.map(presentListed) };
  }

  /** Get country (core-v1.md §1, row 13). */
  @Get(':country')
  @Authenticated()
  @Arguments(GetCountryDto)
  @RequireActiveCaller()
  @ApiErrors('country_not_found')
  @ApiOperation(GET_COUNTRY)
  async get(
    @Caller() caller: CallContext,
    @Args() args: GetCountryDto,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const country = await this.lookups.country(caller, args.country.toLookup());
    return answer.tagged({ country: presentCountry(country) });
  }

  /** List country states (core-v1.md §1, row 13). */
  @Get(':country/country_states')
  @Authenticated()
  @Arguments(ListCountryStatesDto)
  @RequireActiveCaller()
  @ApiErrors('country_not_found')
  @ApiOperation(LIST_COUNTRY_STATES)
  async listStates(@Caller() caller: CallContext, @Args() args: ListCountryStatesDto) {
    const page = args.toPage();
    const country = await this.lookups.country(caller, args.country.toLookup());
    const { items, total } = this.lists.countryStates(country, page);
    return { pagination: pagination(page, total), country_states: items.map(presentListed) };
  }
}
