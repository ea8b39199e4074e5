import { Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1.dialect.js';
import { Args, Arguments } from '../http/arguments.guard.js';
import { Documents, Refuses } from '../http/openapi/operation.js';
import { CreateManagedOrganizationDto } from './create-managed-organization.dto.js';
import type { Organization } from './organization.js';
import { InOrganization, TheOrganization } from './organization.guard.js';
import { GetOrganizationDto } from './get-organization.dto.js';
import { CREATE_MANAGED_ORGANIZATION, GET_ORGANIZATION } from './organization.openapi.js';
import { presentCreated, presentOrganization } from './organization.presenter.js';
import { OrganizationService } from './organization.service.js';
import { OrganizationCreation } from './organization-creation.service.js';

/** Organizations in core-v1. */
@CoreV1Controller('organizations/:organization')
export class OrganizationCoreV1Controller {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly creation: OrganizationCreation,
  ) {}

  /** Get organization (core-v1.md §1, row 2). */
  @Get()
  @RequireScope('organizations:read')
  @Arguments(GetOrganizationDto)
  @InOrganization('read')
  @Documents(GET_ORGANIZATION)
  async get(@Caller() caller: CallContext, @TheOrganization() organization: Organization) {
    return { organization: presentOrganization(await this.organizations.details(caller, organization)) };
  }

  /** Create managed organization (create-managed-organization page). */
  @Post('managed')
  @HttpCode(201)
  @RequireScope('managed_organizations')
  @Arguments(CreateManagedOrganizationDto)
  @InOrganization('write')
  @Refuses('validation_failed', 'organization_limit_reached', 'organization_depth_reached')
  @Documents(CREATE_MANAGED_ORGANIZATION)
  async createManaged(
    @Caller() caller: CallContext,
    @TheOrganization() parent: Organization,
    @Args() args: CreateManagedOrganizationDto,
  ) {
    return presentCreated(await this.creation.createManaged(caller, parent, args.toInput()));
  }
}
