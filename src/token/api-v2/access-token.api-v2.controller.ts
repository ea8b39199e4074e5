import { Delete, Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import {
  type Claim,
  type StoredResult,
  IdempotencyService,
  type IdempotentRequest,
} from '../../idempotency/idempotency.service.js';
import { RequireActiveCaller } from '../../organization/organization.guard.js';
import {
  CREATE_ACCESS_TOKEN,
  END_ACCESS_TOKEN,
  LIST_ACCESS_TOKENS,
  ROTATE_ACCESS_TOKEN,
} from './access-token.openapi.js';
import {
  presentAccessToken,
  presentAccessTokens,
  presentRotatedToken,
  presentTokenWithSecret,
} from './access-token.presenter.js';
import { OwnTokensService } from './own-tokens.service.js';
import {
  CreateAccessTokenDto,
  EndAccessTokenDto,
  ListAccessTokensDto,
  RotateAccessTokenDto,
} from './access-token.dto.js';

/** The caller's own access tokens in api-v2. */
@ApiV2Controller('user/accesstoken')
@ApiTag('Access tokens')
export class AccessTokenApiV2Controller {
  constructor(
    private readonly tokens: OwnTokensService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** List access tokens (api-v2.md §3.5). */
  @Get()
  @RequireScope('api_tokens:read')
  @Arguments(ListAccessTokensDto)
  @RequireActiveCaller()
  @ApiOperation(LIST_ACCESS_TOKENS)
  async list(@Caller() caller: CallContext, @Args() args: ListAccessTokensDto) {
    return presentAccessTokens(await this.tokens.page(caller, args.toQuery()));
  }

  /** Create access token (api-v2.md §3.5). */
  @Post()
  @HttpCode(200)
  @RequireScope('api_tokens')
  @Arguments(CreateAccessTokenDto)
  @RequireActiveCaller()
  @Idempotent()
  @ApiErrors('permission_denied', 'token_bounds_exceeded')
  @ApiOperation(CREATE_ACCESS_TOKEN)
  async create(
    @Caller() caller: CallContext,
    @Args() args: CreateAccessTokenDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const create = (claim: Claim) => this.tokens.create(caller, args.toInput(), claim);
    const again = (done: StoredResult) => this.tokens.createdBefore(caller, done);
    return presentTokenWithSecret(answer.unwrap(await this.idempotency.execute(caller, once, create, again)));
  }

  /** End access token (api-v2.md §3.5). */
  @Delete(':accessTokenId')
  @RequireScope('api_tokens')
  @Arguments(EndAccessTokenDto)
  @ApiErrors('api_token_not_found')
  @ApiOperation(END_ACCESS_TOKEN)
  async end(@Caller() caller: CallContext, @Args() { accessTokenId }: EndAccessTokenDto) {
    return presentAccessToken(await this.tokens.end(caller, accessTokenId));
  }

  /** Rotate access token: an extension. */
  @Post(':accessTokenId/rotate')
  @HttpCode(200)
  @RequireScope('api_tokens')
  @Arguments(RotateAccessTokenDto)
  @RequireActiveCaller()
  @Idempotent()
  @ApiErrors('api_token_not_found', 'api_token_replaced', 'permission_denied', 'token_bounds_exceeded')
  @ApiOperation(ROTATE_ACCESS_TOKEN)
  async rotate(
    @Caller() caller: CallContext,
    @Args() args: RotateAccessTokenDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const rotate = (claim: Claim) => this.tokens.rotate(caller, args.toRotation(), claim);
    const again = (done: StoredResult) => this.tokens.rotatedBefore(caller, args.accessTokenId, done);
    return presentRotatedToken(answer.unwrap(await this.idempotency.execute(caller, once, rotate, again)));
  }
}
