import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { Authenticated } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { NoArguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { RequireActiveCaller } from '../../organization/organization.guard.js';
import { GET_SESSION, LOGOUT } from './access-token.openapi.js';
import { presentAccessToken } from './access-token.presenter.js';
import { OwnTokensService } from './own-tokens.service.js';

/** The token in use in api-v2, which calls it a session. */
@ApiV2Controller('user')
@ApiTag('Access tokens')
export class SessionApiV2Controller {
  constructor(private readonly tokens: OwnTokensService) {}

  /** Get session (api-v2.md §3.4). */
  @Get('session')
  @Authenticated()
  @NoArguments()
  @RequireActiveCaller()
  @ApiOperation(GET_SESSION)
  async session(@Caller() caller: CallContext, @ResponseHeaders() answer: ResponseHeaderWriter) {
    return answer.tagged({ session: presentAccessToken(await this.tokens.current(caller)) });
  }

  /** Log out (api-v2.md §3.4), which ends a token whatever the state of its organization. */
  @Get('logout')
  @Authenticated()
  @NoArguments()
  @ApiOperation(LOGOUT)
  async logout(@Caller() caller: CallContext) {
    await this.tokens.endCurrent(caller);
    return {};
  }
}
