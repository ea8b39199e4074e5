import { Get, Put } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { SupportsIfMatch, IfMatch } from '../../http/headers/if-match.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import type { Organization } from '../organization.js';
import { RequireOrganization, CurrentOrganization } from '../organization.guard.js';
import { limitTag, OrganizationLimitService } from './organization-limit.service.js';
import { GetPolicyDto, GetPolicyLimitsDto, SetPolicyLimitsDto } from './organization-policy.dto.js';
import { GET_POLICY, GET_POLICY_LIMITS, SET_POLICY_LIMITS } from './organization-policy.openapi.js';
import { presentPolicy, presentPolicyLimits } from './organization-policy.presenter.js';
import { OrganizationPolicyService } from './organization-policy.service.js';

/** What trees of organizations may hold, in core-v1. */
@CoreV1Controller('organizations/:organization')
@ApiTag('Organization limits')
export class OrganizationPolicyCoreV1Controller {
  constructor(
    private readonly policies: OrganizationPolicyService,
    private readonly limits: OrganizationLimitService,
  ) {}

  /** Get organization limits and usage (core-v1.md §1, row 8). */
  @Get('policy')
  @RequireScope('organizations:read')
  @Arguments(GetPolicyDto)
  @RequireOrganization('read')
  @ApiErrors('policy_not_available_for_managed_organizations')
  @ApiOperation(GET_POLICY)
  async policy(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    return answer.tagged(presentPolicy(await this.policies.of(caller, organization)));
  }

  /** Get organization policy limits (core-v1.md §1, row 9). */
  @Get('policy_limits')
  @RequireScope('organizations:read')
  @Arguments(GetPolicyLimitsDto)
  @RequireOrganization('read')
  @ApiErrors('policy_not_available_for_managed_organizations')
  @ApiOperation(GET_POLICY_LIMITS)
  async policyLimits(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const { managedLimit } = await this.policies.limitOf(caller, organization);
    answer.tag(limitTag(managedLimit));
    return presentPolicyLimits(managedLimit);
  }

  /** Set organization policy limits: an extension, in the form of row 9. */
  @Put('policy_limits')
  @RequireScope('organizations:write')
  @Arguments(SetPolicyLimitsDto)
  @RequireOrganization('admin')
  @SupportsIfMatch()
  @ApiErrors('policy_not_available_for_managed_organizations')
  @ApiOperation(SET_POLICY_LIMITS)
  async setPolicyLimits(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: SetPolicyLimitsDto,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const limit = args.toLimit();
    await this.limits.set(caller, organization, limit, precondition);
    answer.tag(limitTag(limit));
    return presentPolicyLimits(limit);
  }
}
