import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { RequireOrganization, CurrentOrganization } from '../../organization/organization.guard.js';
import type { Organization } from '../../organization/organization.js';
import { EnterpriseListService } from './enterprise-list.service.js';
import { EnterpriseSearchService } from './enterprise-search.service.js';
import { LIST_ENTERPRISES, SEARCH_ENTERPRISES } from './enterprise.openapi.js';
import { presentList } from './enterprise.presenter.js';
import { ListEnterprisesDto, SearchEnterprisesDto } from './enterprise-search.dto.js';
import { AmongOwnEnterprises } from './own-enterprises.guard.js';
import { OwnEnterprisesService } from './own-enterprises.service.js';

/** The enterprises of an organization in api-v2. */
@ApiV2Controller('organization/:organizationId/enterprise')
@ApiTag('Enterprises')
export class EnterpriseApiV2Controller {
  constructor(
    private readonly directory: EnterpriseListService,
    private readonly searches: EnterpriseSearchService,
    private readonly own: OwnEnterprisesService,
  ) {}

  /** List the enterprises of an organization, or find some among them (api-v2.md §3.2). */
  @Get()
  @RequireScope('enterprises:read')
  @Arguments(ListEnterprisesDto)
  @RequireOrganization('read')
  @ApiErrors('idempotency_key_spent')
  @ApiOperation(LIST_ENTERPRISES)
  async list(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: ListEnterprisesDto,
  ) {
    const search = args.toSearch();
    if (search) return presentList(await this.searches.find(caller, organization, search));
    return presentList(await this.directory.list(caller, organization, args.toQuery()));
  }

  /** Search the caller's own enterprises in an organization (api-v2.md §3.1). */
  @Get('search')
  @RequireScope('enterprises:read')
  @Arguments(SearchEnterprisesDto)
  @AmongOwnEnterprises()
  @ApiOperation(SEARCH_ENTERPRISES)
  async search(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: SearchEnterprisesDto,
  ) {
    return presentList(await this.own.page(caller, organization, args.toQuery()));
  }
}
