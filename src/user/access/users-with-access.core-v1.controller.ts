import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { pagination } from '../../dialects/core-v1/core-v1.pagination.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { RequireOrganization, CurrentOrganization } from '../../organization/organization.guard.js';
import type { Organization } from '../../organization/organization.js';
import { LIST_USERS_WITH_ACCESS } from './user.core-v1.openapi.js';
import { presentPeer } from './user.core-v1.presenter.js';
import { UsersWithAccessService } from './users-with-access.service.js';
import { ListUsersWithAccessDto } from './user-access.dto.js';

/** The users of an organization in core-v1. */
@CoreV1Controller('organizations/:organization/users_with_access')
@ApiTag('Organization users')
export class UsersWithAccessCoreV1Controller {
  constructor(private readonly users: UsersWithAccessService) {}

  /** List organization users (core-v1.md §1, row 7). */
  @Get()
  @RequireScope('organizations:read')
  @Arguments(ListUsersWithAccessDto)
  @RequireOrganization('read')
  @ApiOperation(LIST_USERS_WITH_ACCESS)
  async list(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: ListUsersWithAccessDto,
  ) {
    const page = args.toPage();
    const { items, total } = await this.users.page(caller, organization, page);
    return { pagination: pagination(page, total), users: items.map((user) => ({ user: presentPeer(user) })) };
  }
}
