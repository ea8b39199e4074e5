import { HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type Answering, TheAnswer } from '../../http/headers/answering.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, TheOnce } from '../../http/headers/idempotency-key.js';
import { Documents, Refuses } from '../../http/docs/operation.js';
import { type Claim, type Done, Idempotency, type Once } from '../../idempotency/idempotency.service.js';
import { InOrganization, TheOrganization } from '../../organization/organization.guard.js';
import type { Organization } from '../../organization/organization.js';
import { AddExistingUserDto } from './add-existing-user.dto.js';
import { InEnterprise, TheEnterprise } from '../enterprise.guard.js';
import type { Enterprise } from '../enterprise.js';
import { ADD_EXISTING_USER } from './enterprise-user.openapi.js';
import { EnterpriseUsers } from './enterprise-users.service.js';
import { MadeAdditions } from './made-addition.service.js';

/** The users of an organization's enterprises in api-v2. */
@ApiV2Controller('organization/:organizationId/enterprise/:enterpriseId/user')
export class OrganizationEnterpriseUserApiV2Controller {
  constructor(
    private readonly users: EnterpriseUsers,
    private readonly additions: MadeAdditions,
    private readonly idempotency: Idempotency,
  ) {}

  /** Add existing user to enterprise (api-v2.md §3.1). */
  @Post()
  @HttpCode(200)
  @RequireScope('users')
  @Arguments(AddExistingUserDto)
  @InEnterprise('write')
  @InOrganization('write')
  @Idempotent()
  @Refuses('user_not_found', 'enterprise_frozen')
  @Documents(ADD_EXISTING_USER)
  async add(
    @Caller() caller: CallContext,
    @TheOrganization() { id }: Organization,
    @TheEnterprise() enterprise: Enterprise,
    @Args() args: AddExistingUserDto,
    @TheOnce() once: Once | undefined,
    @TheAnswer() answer: Answering,
  ) {
    const { enterpriseId } = args;
    if (enterprise.organization.id !== id) throw new DomainError('enterprise_not_found', { enterpriseId });
    const addition = args.toInput();
    const add = async (claim: Claim) => (await this.users.add(caller, enterprise, addition, claim))[0]!;
    const again = (done: Done) => this.additions.still(caller, enterprise, addition.emails, done);
    return { userId: answer.once(await this.idempotency.run(caller, once, add, again)) };
  }
}
