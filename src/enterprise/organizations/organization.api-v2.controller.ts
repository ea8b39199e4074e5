import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../../http/docs/operation.js';
import {
  RequireOrganization,
  RequireActiveCaller,
  CurrentOrganization,
} from '../../organization/organization.guard.js';
import { type Organization, tagOf } from '../../organization/organization.js';
import { CallerOrganizationsService } from './caller-organizations.service.js';
import { GetCallerOrganizationDto, ListCallerOrganizationsDto } from './caller-organizations.dto.js';
import { GET_CALLER_ORGANIZATION, LIST_CALLER_ORGANIZATIONS } from './organization.openapi.js';
import { presentCallerOrganizations, presentCallerOrganization } from './organization.presenter.js';

/** Organizations in api-v2, as far as it concerns enterprises. */
@ApiV2Controller('organization')
@ApiTag('Organizations')
export class OrganizationApiV2Controller {
  constructor(private readonly organizations: CallerOrganizationsService) {}

  /** List the caller's organizations (api-v2.md §3.1). */
  @Get()
  @RequireScope('enterprises:read', 'organizations:read')
  @Arguments(ListCallerOrganizationsDto)
  @RequireActiveCaller()
  @ApiOperation(LIST_CALLER_ORGANIZATIONS)
  async list(@Caller() caller: CallContext, @Args() args: ListCallerOrganizationsDto) {
    return presentCallerOrganizations(await this.organizations.of(caller, args.toQuery()));
  }

  /** Get an organization (api-v2.md §3.1). */
  @Get(':organizationId')
  @RequireScope('enterprises:read', 'organizations:read')
  @Arguments(GetCallerOrganizationDto)
  @RequireOrganization('read')
  @ApiOperation(GET_CALLER_ORGANIZATION)
  get(@CurrentOrganization() organization: Organization, @ResponseHeaders() answer: ResponseHeaderWriter) {
    answer.tag(tagOf(organization));
    return presentCallerOrganization(organization);
  }
}
