import { Delete, Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type Answering, TheAnswer } from '../../http/headers/answering.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, TheOnce } from '../../http/headers/idempotency-key.js';
import { Documents, Refuses } from '../../http/docs/operation.js';
import { type Claim, type Done, Idempotency, type Once } from '../../idempotency/idempotency.service.js';
import { OfOwnOrganization } from '../../organization/organization.guard.js';
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
  presentToldToken,
} from './access-token.presenter.js';
import { CreateAccessTokenDto } from './create-access-token.dto.js';
import { EndAccessTokenDto } from './end-access-token.dto.js';
import { ListAccessTokensDto } from './list-access-tokens.dto.js';
import { OwnTokens } from './own-tokens.service.js';
import { RotateAccessTokenDto } from './rotate-access-token.dto.js';

/** The caller's own access tokens in api-v2. */
@ApiV2Controller('user/accesstoken')
export class AccessTokenApiV2Controller {
  constructor(
    private readonly tokens: OwnTokens,
    private readonly idempotency: Idempotency,
  ) {}

  /** List access tokens (api-v2.md §3.5). */
  @Get()
  @RequireScope('api_tokens:read')
  @Arguments(ListAccessTokensDto)
  @OfOwnOrganization()
  @Documents(LIST_ACCESS_TOKENS)
  async list(@Caller() caller: CallContext, @Args() args: ListAccessTokensDto) {
    return presentAccessTokens(await this.tokens.page(caller, args.toQuery()));
  }

  /** Create access token (api-v2.md §3.5). */
  @Post()
  @HttpCode(200)
  @RequireScope('api_tokens')
  @Arguments(CreateAccessTokenDto)
  @OfOwnOrganization()
  @Idempotent()
  @Refuses('permission_denied', 'token_bounds_exceeded')
  @Documents(CREATE_ACCESS_TOKEN)
  async create(
    @Caller() caller: CallContext,
    @Args() args: CreateAccessTokenDto,
    @TheOnce() once: Once | undefined,
    @TheAnswer() answer: Answering,
  ) {
    const create = (claim: Claim) => this.tokens.create(caller, args.toWish(), claim);
    const again = (done: Done) => this.tokens.again(caller, done);
    return presentToldToken(answer.once(await this.idempotency.run(caller, once, create, again)));
  }

  /** End access token (api-v2.md §3.5). */
  @Delete(':accessTokenId')
  @RequireScope('api_tokens')
  @Arguments(EndAccessTokenDto)
  @Refuses('api_token_not_found')
  @Documents(END_ACCESS_TOKEN)
  async end(@Caller() caller: CallContext, @Args() { accessTokenId }: EndAccessTokenDto) {
    return presentAccessToken(await this.tokens.end(caller, accessTokenId));
  }

  /** Rotate access token: an extension. */
  @Post(':accessTokenId/rotate')
  @HttpCode(200)
  @RequireScope('api_tokens')
  @Arguments(RotateAccessTokenDto)
  @OfOwnOrganization()
  @Idempotent()
  @Refuses('api_token_not_found', 'api_token_replaced', 'permission_denied', 'token_bounds_exceeded')
  @Documents(ROTATE_ACCESS_TOKEN)
  async rotate(
    @Caller() caller: CallContext,
    @Args() args: RotateAccessTokenDto,
    @TheOnce() once: Once | undefined,
    @TheAnswer() answer: Answering,
  ) {
    const rotate = (claim: Claim) => this.tokens.rotate(caller, args.toRotation(), claim);
    const again = (done: Done) => this.tokens.rotated(caller, args.accessTokenId, done);
    return presentRotatedToken(answer.once(await this.idempotency.run(caller, once, rotate, again)));
  }
}
