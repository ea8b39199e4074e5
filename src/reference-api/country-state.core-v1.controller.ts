import { Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { Authenticated } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../http/headers/response-headers.js';
import { Args, Arguments } from '../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../http/docs/operation.js';
import { RequireActiveCaller } from '../organization/organization.guard.js';
import { GET_COUNTRY_STATE } from '../reference/reference.openapi.js';
import { presentCountryState } from '../reference/reference.presenter.js';
import { ReferenceLookupService } from '../reference/reference-lookup.service.js';
import { GetCountryStateDto } from './reference-api.dto.js';

/** Subdivisions of countries in core-v1, for every valid token; `CountryCoreV1Controller` lists them. */
@CoreV1Controller('country_states')
@ApiTag('Currencies and countries')
export class CountryStateCoreV1Controller {
  constructor(private readonly lookups: ReferenceLookupService) {}

  /** Get country state (core-v1.md §1, row 13). */
  @Get(':country_state')
  @Authenticated()
  @Arguments(GetCountryStateDto)
  @RequireActiveCaller()
  @ApiErrors('country_state_not_found')
  @ApiOperation(GET_COUNTRY_STATE)
  async get(
    @Caller() caller: CallContext,
    @Args() args: GetCountryStateDto,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const state = await this.lookups.countryState(caller, args.country_state.toLookup());
    return answer.tagged({ country_state: presentCountryState(state) });
  }
}
