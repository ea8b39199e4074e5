import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { RequireOrganization, CurrentOrganization } from '../../organization/organization.guard.js';
import type { Organization } from '../../organization/organization.js';
import { GET_ENTERPRISES_SUMMARY } from './enterprise-summary.openapi.js';
import { EnterpriseSummaryService } from './enterprise-summary.service.js';
import { presentSummary } from './enterprise-summary.presenter.js';
import { GetEnterprisesSummaryDto } from './enterprise-summary.dto.js';

/** The enterprises of an organization in numbers; the published path has `enterprises` here. */
@ApiV2Controller('organization/:organizationId/enterprises')
@ApiTag('Enterprises')
export class EnterpriseSummaryApiV2Controller {
  constructor(private readonly summaries: EnterpriseSummaryService) {}

  /** Count the enterprises of an organization (api-v2.md §3.1). */
  @Get('summary')
  @RequireScope('enterprises:read')
  @Arguments(GetEnterprisesSummaryDto)
  @RequireOrganization('read')
  @ApiOperation(GET_ENTERPRISES_SUMMARY)
  async summary(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: GetEnterprisesSummaryDto,
  ) {
    return presentSummary(await this.summaries.of(caller, organization, args.toFilters()));
  }
}
