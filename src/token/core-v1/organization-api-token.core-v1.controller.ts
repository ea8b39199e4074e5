import { Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { pagination } from '../../dialects/core-v1/core-v1.pagination.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import type { Organization } from '../../organization/organization.js';
import { RequireOrganization, CurrentOrganization } from '../../organization/organization.guard.js';
import { CREATE_API_TOKEN, LIST_API_TOKENS } from './api-token.openapi.js';
import { presentAnnotated, presentApiToken } from './api-token.presenter.js';
import { ApiTokenService } from './api-token.service.js';
import { CreateApiTokenDto, ListApiTokensDto } from './api-token.dto.js';

/** The tokens of an organization, in core-v1. */
@CoreV1Controller('organizations/:organization/api_tokens')
@ApiTag('API tokens')
export class OrganizationApiTokenCoreV1Controller {
  constructor(
    private readonly tokens: ApiTokenService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** List organization API tokens (core-v1.md §1, row 14). */
  @Get()
  @RequireScope('api_tokens', 'api_tokens:read')
  @Arguments(ListApiTokensDto)
  @RequireOrganization('read')
  @ApiOperation(LIST_API_TOKENS)
  async list(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: ListApiTokensDto,
  ) {
    const query = args.toQuery();
    const { items, total } = await this.tokens.list(caller, organization, query);
    return { pagination: pagination(query, total), api_tokens: items.map(presentApiToken) };
  }

  /** Create API token for organization (core-v1.md §1, row 14): 200, as published. */
  @Post()
  @HttpCode(200)
  @RequireScope('api_tokens')
  @Arguments(CreateApiTokenDto)
  @RequireOrganization('write')
  @Idempotent()
  @ApiErrors('validation_failed', 'token_bounds_exceeded')
  @ApiOperation(CREATE_API_TOKEN)
  async create(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: CreateApiTokenDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const created = await this.idempotency.execute(
      caller,
      once,
      (claim) => this.tokens.create(caller, organization, args.toInput(), claim),
      (done) => this.tokens.findAfterReplay(caller, done),
    );
    const made = answer.unwrap(created);
    answer.tag(made.token.tag);
    return presentAnnotated(made);
  }
}
