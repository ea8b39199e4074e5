import { Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { ApiV2Controller } from '../dialects/api-v2.dialect.js';
import { Args, Arguments } from '../http/arguments.guard.js';
import { Documents, Refuses } from '../http/openapi/operation.js';
import { GetUserDto } from './get-user.dto.js';
import { GET_USER } from './user.openapi.js';
import { presentUser } from './user.presenter.js';
import { UserService } from './user.service.js';

/** Users in api-v2. The smallest controller there is: copy it when you add one (docs/adding-an-endpoint.md). */
@ApiV2Controller('user')
export class UserApiV2Controller {
  constructor(private readonly users: UserService) {}

  /** Get user: by id, or `me` for the user whose token it is (api-v2.md §3.4). */
  @Get(':id')
  @RequireScope('users:read')
  @Arguments(GetUserDto)
  @Refuses('user_not_found', 'no_user_associated_with_identity')
  @Refuses('organization_suspended', 'organization_not_activated', 'organization_not_found')
  @Documents(GET_USER)
  async get(@Caller() caller: CallContext, @Args() args: GetUserDto) {
    return presentUser(await this.users.get(caller, args.id));
  }
}
