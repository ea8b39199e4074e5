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
import { RequireOrganization, CurrentOrganization } from '../../organization/organization.guard.js';
import type { Organization } from '../../organization/organization.js';
import { UserRoleListService } from './user-role-list.service.js';
import { UserRolesService } from './user-roles.service.js';
import {
  ADD_ORGANIZATION_USER,
  CHANGE_ORGANIZATION_USER,
  LIST_ORGANIZATION_USERS,
  REMOVE_ORGANIZATION_USER,
} from './user.openapi.js';
import { presentMembers } from './user.presenter.js';
import {
  AddOrganizationUserDto,
  ChangeOrganizationUserDto,
  ListOrganizationUsersDto,
  RemoveOrganizationUserDto,
} from './user-roles.dto.js';

/** The users of an organization in api-v2. */
@ApiV2Controller('organization/:organizationId/user')
@ApiTag('Organizations')
export class OrganizationUserApiV2Controller {
  constructor(
    private readonly roles: UserRolesService,
    private readonly list: UserRoleListService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Add user to organization (api-v2.md §3.1). */
  @Post()
  @HttpCode(200)
  @RequireScope('users')
  @Arguments(AddOrganizationUserDto)
  @RequireOrganization('write')
  @Idempotent()
  @ApiOperation(ADD_ORGANIZATION_USER)
  async add(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() { username, role }: AddOrganizationUserDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const add = (claim: Claim) => this.roles.add(caller, organization, { email: username, role }, claim);
    const again = (done: StoredResult) => this.roles.replayAdd(caller, organization, done);
    return { userId: answer.unwrap(await this.idempotency.execute(caller, once, add, again)) };
  }

  /** Change the role of a user in an organization (api-v2.md §3.1). */
  @Put()
  @RequireScope('users')
  @ArgumentsInQuery(ChangeOrganizationUserDto)
  @RequireOrganization('write')
  @ApiErrors('user_not_found')
  @ApiOperation(CHANGE_ORGANIZATION_USER)
  async change(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() { userId, role }: ChangeOrganizationUserDto,
  ) {
    await this.roles.replace(caller, organization, userId, role);
    return { userId, role };
  }

  /** Remove user from organization (api-v2.md §3.1). */
  @Delete()
  @RequireScope('users')
  @ArgumentsInQuery(RemoveOrganizationUserDto)
  @RequireOrganization('write')
  @ApiErrors('user_not_found')
  @ApiOperation(REMOVE_ORGANIZATION_USER)
  async remove(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() { userId }: RemoveOrganizationUserDto,
  ) {
    await this.roles.remove(caller, organization, userId);
    return {};
  }

  /** List the users of an organization: an extension. */
  @Get()
  @RequireScope('users:read')
  @Arguments(ListOrganizationUsersDto)
  @RequireOrganization('read')
  @ApiOperation(LIST_ORGANIZATION_USERS)
  async users(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: ListOrganizationUsersDto,
  ) {
    return presentMembers(await this.list.in(caller, organization, args.toQuery()));
  }
}
