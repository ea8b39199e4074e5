import { Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments, ArgumentsInQuery } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import {
  type Claim,
  type StoredResult,
  IdempotencyService,
  type IdempotentRequest,
} from '../../idempotency/idempotency.service.js';
import {
  AddEnterpriseUsersDto,
  ChangeEnterpriseUserDto,
  ListEnterpriseUsersDto,
  RemoveEnterpriseUserDto,
} from './enterprise-user.dto.js';
import { RequireEnterprise, CurrentEnterprise } from '../enterprise.guard.js';
import type { Enterprise } from '../enterprise.js';
import { roleOf } from './enterprise-role.js';
import { presentUsers } from './enterprise-user.presenter.js';
import {
  ADD_ENTERPRISE_USERS,
  CHANGE_ENTERPRISE_USER,
  LIST_ENTERPRISE_USERS,
  REMOVE_ENTERPRISE_USER,
} from './enterprise-user.openapi.js';
import { EnterpriseUserListService } from './enterprise-user-list.service.js';
import { EnterpriseUsersService } from './enterprise-users.service.js';
import { AdditionReplayService } from './addition-replay.service.js';

/** The users of an enterprise in api-v2. */
@ApiV2Controller('enterprise/:enterpriseId/user')
@ApiTag('Enterprise users')
export class EnterpriseUserApiV2Controller {
  constructor(
    private readonly users: EnterpriseUsersService,
    private readonly list: EnterpriseUserListService,
    private readonly additions: AdditionReplayService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Add users to enterprise (api-v2.md §3.3). */
  @Post()
  @HttpCode(200)
  @RequireScope('users')
  @Arguments(AddEnterpriseUsersDto)
  @RequireEnterprise('write')
  @Idempotent()
  @ApiErrors('user_not_found', 'enterprise_frozen')
  @ApiOperation(ADD_ENTERPRISE_USERS)
  async add(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @Args() args: AddEnterpriseUsersDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const addition = args.toInput();
    const add = async (claim: Claim) => (await this.users.add(caller, enterprise, addition, claim))[0];
    const again = (done: StoredResult) => this.additions.still(caller, enterprise, addition.emails, done);
    answer.unwrap(await this.idempotency.execute(caller, once, add, again));
    return {};
  }

  /** Change the role of a user in an enterprise (api-v2.md §3.3). */
  @Put()
  @RequireScope('users')
  @ArgumentsInQuery(ChangeEnterpriseUserDto)
  @RequireEnterprise('write')
  @ApiErrors('user_not_found', 'last_admin', 'enterprise_frozen')
  @ApiOperation(CHANGE_ENTERPRISE_USER)
  async change(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @Args() { userId, role: given }: ChangeEnterpriseUserDto,
  ) {
    const role = roleOf(given);
    await this.users.changeRole(caller, enterprise, userId, role);
    return { userId, role };
  }

  /** Remove user from enterprise (api-v2.md §3.3). */
  @Delete()
  @RequireScope('users')
  @Arguments(RemoveEnterpriseUserDto)
  @RequireEnterprise('write')
  @ApiErrors('user_not_found', 'last_admin', 'enterprise_frozen')
  @ApiOperation(REMOVE_ENTERPRISE_USER)
  async remove(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @Args() { username }: RemoveEnterpriseUserDto,
  ) {
    await this.users.remove(caller, enterprise, username);
    return {};
  }

  /** List the users of an enterprise (api-v2.md §3.3, which has it under v1). */
  @Get()
  @RequireScope('users:read')
  @Arguments(ListEnterpriseUsersDto)
  @RequireEnterprise('read')
  @ApiOperation(LIST_ENTERPRISE_USERS)
  async get(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @Args() args: ListEnterpriseUsersDto,
  ) {
    return presentUsers(await this.list.in(caller, enterprise, args.toQuery()));
  }
}
