import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { type Organization, tagOf } from '../organization.js';
import { RequireOrganization, CurrentOrganization } from '../organization.guard.js';
import { GetOrganizationDto, ListOrganizationsDto } from './organization-list.dto.js';
import { GET_ORGANIZATION, LIST_ORGANIZATIONS } from './organization-list.openapi.js';
import { presentVisiblePart } from './organization-list.presenter.js';
import { presentOrganization } from '../organization.presenter.js';
import { OrganizationService } from '../organization.service.js';
import { VisibleOrganizationsService } from './visible-organizations.service.js';

/** Organizations in core-v1. */
@CoreV1Controller('organizations')
@ApiTag('Organizations')
export class OrganizationCoreV1Controller {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly visible: VisibleOrganizationsService,
  ) {}

  /** List organizations (core-v1.md §1, row 1): answered whatever the state of the token's own (decisions §4, §8). */
  @Get()
  @RequireScope('organizations:read')
  @Arguments(ListOrganizationsDto)
  @ApiErrors('organization_not_found')
  @ApiOperation(LIST_ORGANIZATIONS)
  async list(@Caller() caller: CallContext, @Args() { cursor }: ListOrganizationsDto) {
    return presentVisiblePart(await this.visible.of(caller, cursor ?? undefined));
  }

  /** Get organization (core-v1.md §1, row 2). */
  @Get(':organization')
  @RequireScope('organizations:read')
  @Arguments(GetOrganizationDto)
  @RequireOrganization('read')
  @ApiOperation(GET_ORGANIZATION)
  async get(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    answer.tag(tagOf(organization));
    return { organization: presentOrganization(await this.organizations.details(caller, organization)) };
  }
}
