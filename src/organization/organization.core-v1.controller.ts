import { HttpCode, Post } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1.dialect.js';
import { Args, Arguments } from '../http/arguments.guard.js';
import { Documents, Refuses } from '../http/openapi/operation.js';
import { CreateManagedOrganizationDto } from './create-managed-organization.dto.js';
import type { Organization } from './organization.js';
import { InOrganization, TheOrganization } from './organization.guard.js';
import { CREATE_MANAGED_ORGANIZATION } from './organization.openapi.js';
import { presentCreated } from './organization.presenter.js';
import { OrganizationCreation } from './organization-creation.service.js';

/** Organizations in core-v1. */
@CoreV1Controller('organizations/:organization')
export class OrganizationCoreV1Controller {
  constructor(private readonly creation: OrganizationCreation) {}

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
