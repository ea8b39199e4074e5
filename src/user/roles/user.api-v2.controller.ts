import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { RequireActiveCaller } from '../../organization/organization.guard.js';
import { UserRoleListService } from './user-role-list.service.js';
import { GET_USER, LIST_ORGANIZATIONS_OF_USER } from './user.openapi.js';
import { presentRoles, presentUser } from './user.presenter.js';
import { UserService } from '../user.service.js';
import { GetUserDto, ListOfUserDto } from './user-roles.dto.js';

/** Users in api-v2: the smallest controller, and the example to copy (docs/adding-an-endpoint.md). */
@ApiV2Controller('user')
@ApiTag('Users')
export class UserApiV2Controller {
  constructor(
    private readonly users: UserService,
    private readonly roles: UserRoleListService,
  ) {}

  /** Get user: by id or email, or `me` for the user whose token it is (api-v2.md §3.4). */
  @Get(':id')
  @RequireScope('users:read')
  @Arguments(GetUserDto)
  @ApiErrors('user_not_found', 'no_user_associated_with_identity')
  @ApiErrors('organization_suspended', 'organization_not_activated', 'organization_not_found')
  @ApiOperation(GET_USER)
  async get(@Caller() caller: CallContext, @Args() args: GetUserDto, @ResponseHeaders() answer: ResponseHeaderWriter) {
    return answer.tagged(presentUser(await this.users.get(caller, args.id)));
  }

  /** List the organizations in which a user has a role: an extension. */
  @Get(':id/organization')
  @RequireScope('users:read')
  @Arguments(ListOfUserDto)
  @RequireActiveCaller()
  @ApiErrors('user_not_found', 'no_user_associated_with_identity')
  @ApiOperation(LIST_ORGANIZATIONS_OF_USER)
  async organizations(@Caller() caller: CallContext, @Args() args: ListOfUserDto) {
    const user = await this.users.get(caller, args.id);
    return presentRoles(await this.roles.of(caller, user, args.toQuery()));
  }
}
