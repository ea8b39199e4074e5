import { Delete } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { ApiV2Controller } from '../dialects/api-v2/api-v2.dialect.js';
import { Args, ArgumentsInQuery } from '../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../http/docs/operation.js';
import { OperatorOnly } from '../organization/organization.guard.js';
import { UserErasureService } from './user-erasure.service.js';
import { ERASE_USER } from '../user/roles/user.openapi.js';
import { UserService } from '../user/user.service.js';
import { EraseUserDto } from './user-erasure.dto.js';

/** The erasure of a user in api-v2: an extension. */
@ApiV2Controller('user')
@ApiTag('Users')
export class UserErasureApiV2Controller {
  constructor(
    private readonly users: UserService,
    private readonly erasure: UserErasureService,
  ) {}

  /** Erase user. */
  @Delete(':id')
  @RequireScope('users')
  @ArgumentsInQuery(EraseUserDto)
  @OperatorOnly()
  @ApiErrors('user_not_found', 'last_admin')
  @ApiOperation(ERASE_USER)
  async erase(@Caller() caller: CallContext, @Args() { id: named, force }: EraseUserDto) {
    const { id } = await this.users.find(caller, named);
    await this.erasure.erase(caller, id, force === true);
    return {};
  }
}
