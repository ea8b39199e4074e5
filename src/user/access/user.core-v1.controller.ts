import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { Authenticated } from '../../auth/access.js';
import { actorId, type CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { NoArguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { RequireActiveCaller } from '../../organization/organization.guard.js';
import { VisibleOrganizationsService } from '../../organization/listing/visible-organizations.service.js';
import { GET_CURRENT_USER } from './user.core-v1.openapi.js';
import { presentCurrent } from './user.core-v1.presenter.js';
import { UserService } from '../user.service.js';

/** Users in core-v1. */
@CoreV1Controller('users')
@ApiTag('Organization users')
export class UserCoreV1Controller {
  constructor(
    private readonly users: UserService,
    private readonly organizations: VisibleOrganizationsService,
  ) {}

  /** Get current user details (core-v1.md §1, row 11), which is possible whatever the state of the user's organizations. */
  @Get('current')
  @Authenticated()
  @NoArguments()
  @RequireActiveCaller()
  @ApiErrors('no_user_associated_with_identity')
  @ApiOperation(GET_CURRENT_USER)
  async current(@Caller() caller: CallContext, @ResponseHeaders() answer: ResponseHeaderWriter) {
    const user = await this.users.get(caller, 'me');
    const organizations = await this.organizations.of(caller);
    return answer.tagged(presentCurrent(user, organizations, actorId(caller.actor)));
  }
}
