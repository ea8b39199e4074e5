import { HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
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
import { AddExistingUserDto } from './enterprise-user.dto.js';
import { RequireEnterprise, CurrentEnterprise } from '../enterprise.guard.js';
import type { Enterprise } from '../enterprise.js';
import { ADD_EXISTING_USER } from './enterprise-user.openapi.js';
import { EnterpriseUsersService } from './enterprise-users.service.js';
import { AdditionReplayService } from './addition-replay.service.js';

/** The users of an organization's enterprises in api-v2. */
@ApiV2Controller('organization/:organizationId/enterprise/:enterpriseId/user')
@ApiTag('Enterprise users')
export class OrganizationEnterpriseUserApiV2Controller {
  constructor(
    private readonly users: EnterpriseUsersService,
    private readonly additions: AdditionReplayService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Add existing user to enterprise (api-v2.md §3.1). */
  @Post()
  @HttpCode(200)
  @RequireScope('users')
  @Arguments(AddExistingUserDto)
  @RequireEnterprise('write')
  @RequireOrganization('write')
  @Idempotent()
  @ApiErrors('user_not_found', 'enterprise_frozen')
  @ApiOperation(ADD_EXISTING_USER)
  async add(
    @Caller() caller: CallContext,
    @CurrentOrganization() { id }: Organization,
    @CurrentEnterprise() enterprise: Enterprise,
    @Args() args: AddExistingUserDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const { enterpriseId } = args;
    if (enterprise.organization.id !== id) throw new DomainError('enterprise_not_found', { enterpriseId });
    const addition = args.toInput();
    const add = async (claim: Claim) => (await this.users.add(caller, enterprise, addition, claim))[0]!;
    const again = (done: StoredResult) => this.additions.still(caller, enterprise, addition.emails, done);
    return { userId: answer.unwrap(await this.idempotency.execute(caller, once, add, again)) };
  }
}
