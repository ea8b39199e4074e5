import { Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { pagination } from '../../dialects/core-v1/core-v1.pagination.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { CreateManagedOrganizationDto, ListManagedOrganizationsDto } from './managed-organization.dto.js';
import { ManagedOrganizationListService } from './managed-organization-list.service.js';
import type { Organization, OrganizationPath } from '../organization.js';
import { CurrentPath, RequireOrganizationPath } from '../path/organization-path.guard.js';
import { RequireOrganization, CurrentOrganization } from '../organization.guard.js';
import { CREATE_MANAGED_ORGANIZATION, LIST_MANAGED_ORGANIZATIONS } from './managed-organization.openapi.js';
import { presentCreatedOrganization, presentManaged } from './managed-organization.presenter.js';
import { OrganizationCreationService } from './organization-creation.service.js';

/** The organizations that an organization manages, in core-v1. */
@CoreV1Controller('organizations/:organization/managed')
@ApiTag('Managed organizations')
export class ManagedOrganizationCoreV1Controller {
  constructor(
    private readonly creation: OrganizationCreationService,
    private readonly managed: ManagedOrganizationListService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** List managed organizations (core-v1.md §1, row 3). */
  @Get()
  @RequireScope('managed_organizations')
  @Arguments(ListManagedOrganizationsDto)
  @RequireOrganization('read')
  @ApiOperation(LIST_MANAGED_ORGANIZATIONS)
  async list(
    @Caller() caller: CallContext,
    @CurrentOrganization() parent: Organization,
    @Args() args: ListManagedOrganizationsDto,
  ) {
    const query = args.toQuery();
    const { items, total } = await this.managed.page(caller, parent, query);
    return { pagination: pagination(query, total), organizations: items.map(presentManaged) };
  }

  /** Create managed organization (create-managed-organization page). */
  @Post()
  @HttpCode(201)
  @RequireScope('managed_organizations')
  @Arguments(CreateManagedOrganizationDto)
  @RequireOrganizationPath()
  @Idempotent()
  @ApiErrors('validation_failed', 'organization_limit_reached', 'organization_depth_reached')
  @ApiOperation(CREATE_MANAGED_ORGANIZATION)
  async create(
    @Caller() caller: CallContext,
    @CurrentPath() parent: OrganizationPath,
    @Args() args: CreateManagedOrganizationDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const created = await this.idempotency.execute(
      caller,
      once,
      (claim) => this.creation.createManaged(caller, parent, args.toInput(), claim),
      ({ subjectId }) => this.creation.created(caller, subjectId),
    );
    return presentCreatedOrganization(answer.unwrap(created));
  }
}
