import { applyDecorators, Delete, HttpCode, Patch, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { SupportsIfMatch, IfMatch } from '../../http/headers/if-match.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { DELETE_API_TOKEN, REGENERATE_API_TOKEN, UPDATE_API_TOKEN } from './api-token.openapi.js';
import { presentAnnotated, presentApiToken, presentRevoked } from './api-token.presenter.js';
import { ApiTokenService } from './api-token.service.js';
import { DeleteApiTokenDto, RegenerateApiTokenDto, UpdateApiTokenDto } from './api-token.dto.js';

/** The errors of a change that come from the state of the token and of its organization. */
const InItsOrganization = () =>
  applyDecorators(
    ApiErrors('api_token_not_found', 'organization_suspended', 'organization_not_activated', 'organization_not_found'),
    ApiErrors('permission_denied', 'token_bounds_exceeded', 'api_token_ended'),
  );

/** One token, in core-v1. */
@CoreV1Controller('api_tokens/:api_token')
@ApiTag('API tokens')
export class ApiTokenCoreV1Controller {
  constructor(
    private readonly tokens: ApiTokenService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Update organization API token (core-v1.md §1, row 14). */
  @Patch()
  @RequireScope('api_tokens')
  @Arguments(UpdateApiTokenDto)
  @InItsOrganization()
  @SupportsIfMatch()
  @ApiErrors('validation_failed', 'api_token_replaced')
  @ApiOperation(UPDATE_API_TOKEN)
  async update(
    @Caller() caller: CallContext,
    @Args() args: UpdateApiTokenDto,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const named = await this.tokens.named(caller, args.api_token.toId(), 'write');
    const updated = await this.tokens.update(caller, named, args.toInput(), precondition);
    answer.tag(updated.token.tag);
    return presentAnnotated(updated);
  }

  /** Delete organization API token (core-v1.md §1, row 14). */
  @Delete()
  @RequireScope('api_tokens')
  @Arguments(DeleteApiTokenDto)
  @SupportsIfMatch()
  @ApiErrors('api_token_not_found', 'permission_denied')
  @ApiOperation(DELETE_API_TOKEN)
  async delete(@Caller() caller: CallContext, @Args() args: DeleteApiTokenDto, @IfMatch() precondition: Precondition) {
    const named = await this.tokens.named(caller, args.api_token.toId(), 'revokeTokens');
    await this.tokens.revoke(caller, named, precondition);
    return { api_token: presentRevoked(named.token) };
  }

  /** Regenerate organization API token secret (core-v1.md §1, row 14): 200, as published. */
  @Post('regenerate_secret')
  @HttpCode(200)
  @RequireScope('api_tokens')
  @Arguments(RegenerateApiTokenDto)
  @InItsOrganization()
  @Idempotent()
  @SupportsIfMatch()
  @ApiOperation(REGENERATE_API_TOKEN)
  async regenerate(
    @Caller() caller: CallContext,
    @Args() args: RegenerateApiTokenDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const named = await this.tokens.named(caller, args.api_token.toId(), 'write');
    const regenerated = await this.idempotency.execute(
      caller,
      once,
      (claim) => this.tokens.regenerate(caller, named, { claim, precondition }),
      async (done) => (await this.tokens.findAfterReplay(caller, done)).token,
    );
    const token = answer.unwrap(regenerated);
    answer.tag(token.tag);
    return { api_token: presentApiToken(token) };
  }
}
