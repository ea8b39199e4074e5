import { Get, Put } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type Answering, TheAnswer } from '../../http/headers/answering.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Conditional, ThePrecondition } from '../../http/headers/if-match.js';
import { Documents, Refuses } from '../../http/docs/operation.js';
import { GetPolicyDto } from './get-policy.dto.js';
import { GetPolicyLimitsDto } from './get-policy-limits.dto.js';
import type { Organization } from '../organization.js';
import { InOrganization, TheOrganization } from '../organization.guard.js';
import { limitTag, OrganizationLimits } from './organization-limit.service.js';
import { GET_POLICY, GET_POLICY_LIMITS, SET_POLICY_LIMITS } from './organization-policy.openapi.js';
import { presentPolicy, presentPolicyLimits } from './organization-policy.presenter.js';
import { OrganizationPolicies } from './organization-policy.service.js';
import { SetPolicyLimitsDto } from './set-policy-limits.dto.js';

/** What trees of organizations may hold, in core-v1. */
@CoreV1Controller('organizations/:organization')
export class OrganizationPolicyCoreV1Controller {
  constructor(
    private readonly policies: OrganizationPolicies,
    private readonly limits: OrganizationLimits,
  ) {}

  /** Get organization limits and usage (core-v1.md §1, row 8). */
  @Get('policy')
  @RequireScope('organizations:read')
  @Arguments(GetPolicyDto)
  @InOrganization('read')
  @Refuses('policy_not_available_for_managed_organizations')
  @Documents(GET_POLICY)
  async policy(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @TheAnswer() answer: Answering,
  ) {
    return answer.tagged(presentPolicy(await this.policies.of(caller, organization)));
  }

  /** Get organization policy limits (core-v1.md §1, row 9). */
  @Get('policy_limits')
  @RequireScope('organizations:read')
  @Arguments(GetPolicyLimitsDto)
  @InOrganization('read')
  @Refuses('policy_not_available_for_managed_organizations')
  @Documents(GET_POLICY_LIMITS)
  async policyLimits(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @TheAnswer() answer: Answering,
  ) {
    const { managedLimit } = await this.policies.limitOf(caller, organization);
    answer.tag(limitTag(managedLimit));
    return presentPolicyLimits(managedLimit);
  }

  /** Set organization policy limits: an extension, in the form of row 9. */
  @Put('policy_limits')
  @RequireScope('organizations:write')
  @Arguments(SetPolicyLimitsDto)
  @InOrganization('operate')
  @Conditional()
  @Refuses('policy_not_available_for_managed_organizations')
  @Documents(SET_POLICY_LIMITS)
  async setPolicyLimits(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @Args() args: SetPolicyLimitsDto,
    @ThePrecondition() precondition: Precondition,
    @TheAnswer() answer: Answering,
  ) {
    const limit = args.toLimit();
    await this.limits.set(caller, organization, limit, precondition);
    answer.tag(limitTag(limit));
    return presentPolicyLimits(limit);
  }
}
