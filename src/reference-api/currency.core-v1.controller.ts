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
import { GET_CURRENCY, LIST_CURRENCIES } from '../reference/reference.openapi.js';
import { presentCurrency, presentListed } from '../reference/reference.presenter.js';
import { ReferenceListService } from './reference-list.service.js';
import { ReferenceLookupService } from '../reference/reference-lookup.service.js';
import { GetCurrencyDto, ListCurrenciesDto } from './reference-api.dto.js';

/** Currencies in core-v1, for every valid token. */
@CoreV1Controller('currencies')
@ApiTag('Currencies and countries')
export class CurrencyCoreV1Controller {
  constructor(
    private readonly lists: ReferenceListService,
    private readonly lookups: ReferenceLookupService,
  ) {}

  /** List currencies (core-v1.md §1, row 12). */
  @Get()
  @Authenticated()
  @Arguments(ListCurrenciesDto)
  @RequireActiveCaller()
  @ApiOperation(LIST_CURRENCIES)
  list(@Args() args: ListCurrenciesDto) {
    const page = args.toPage();
    const { items, total } = this.lists.currencies(page);
    return { pagination: pagination(page, total), currencies: items.map(presentListed) };
  }

  /** Get currency (core-v1.md §1, row 12). */
  @Get(':currency')
  @Authenticated()
  @Arguments(GetCurrencyDto)
  @RequireActiveCaller()
  @ApiErrors('currency_not_found')
  @ApiOperation(GET_CURRENCY)
  async get(
    @Caller() caller: CallContext,
    @Args() args: GetCurrencyDto,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const currency = await this.lookups.currency(caller, args.currency.toLookup());
    return answer.tagged({ currency: presentCurrency(currency) });
  }
}
