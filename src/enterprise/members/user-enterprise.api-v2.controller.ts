import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { RequireActiveCaller } from '../../organization/organization.guard.js';
import { UserService } from '../../user/user.service.js';
import { LIST_ENTERPRISES_OF_USER } from './enterprise-user.openapi.js';
import { presentHeld } from './enterprise-user.presenter.js';
import { EnterpriseUserListService } from './enterprise-user-list.service.js';
import { ListOfUserDto } from '../../user/roles/user-roles.dto.js';

/** The enterprises of a user in api-v2: an extension. */
@ApiV2Controller('user/:id/enterprise')
@ApiTag('Users')
export class UserEnterpriseApiV2Controller {
  constructor(
    private readonly users: UserService,
    private readonly list: EnterpriseUserListService,
  ) {}

  /** List the enterprises in which a user has a role. */
  @Get()
  @RequireScope('users:read')
  @Arguments(ListOfUserDto)
  @RequireActiveCaller()
  @ApiErrors('user_not_found', 'no_user_associated_with_identity')
  @ApiOperation(LIST_ENTERPRISES_OF_USER)
  async get(@Caller() caller: CallContext, @Args() args: ListOfUserDto) {
    const user = await this.users.get(caller, args.id);
    return presentHeld(await this.list.of(caller, user, args.toQuery()));
  }
}
