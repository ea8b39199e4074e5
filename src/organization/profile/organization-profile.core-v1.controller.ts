import { HttpCode, Patch, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { SupportsIfMatch, IfMatch } from '../../http/headers/if-match.js';
import { ApiOperation, ApiErrors } from '../../http/docs/operation.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { CreateOrganizationDto } from '../root/create-organization.dto.js';
import { type Organization, tagOf } from '../organization.js';
import { OperatorOnly, RequireOrganization, CurrentOrganization } from '../organization.guard.js';
import { presentOrganization } from '../organization.presenter.js';
import { CREATE_ORGANIZATION, UPDATE_ORGANIZATION } from './organization-profile.openapi.js';
import { OrganizationProfileService } from './organization-profile.service.js';
import { RootOrganizationService } from '../root/root-organization.service.js';
import { UpdateOrganizationDto } from './update-organization.dto.js';

/** How organizations begin, and what they are called, in core-v1; the published API leaves both to a console. */
@CoreV1Controller('organizations')
export class OrganizationProfileCoreV1Controller {
  constructor(
    private readonly roots: RootOrganizationService,
    private readonly profiles: OrganizationProfileService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Create organization: the root of a tree (decisions §8). */
  @Post()
  @HttpCode(201)
  @RequireScope('organizations:write')
  @Arguments(CreateOrganizationDto)
  @OperatorOnly()
  @Idempotent()
  @ApiErrors('currency_not_found', 'country_not_found', 'country_state_not_found', 'validation_failed')
  @ApiOperation(CREATE_ORGANIZATION)
  async create(
    @Caller() caller: CallContext,
    @Args() args: CreateOrganizationDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const created = await this.idempotency.execute(
      caller,
      once,
      (claim) => this.roots.create(caller, args.toInput(), claim),
      ({ subjectId }) => this.roots.created(caller, subjectId),
    );
    return { organization: presentOrganization(answer.unwrap(created)) };
  }

  /** Update organization. */
  @Patch(':organization')
  @RequireScope('organizations:write')
  @Arguments(UpdateOrganizationDto)
  @RequireOrganization('write')
  @SupportsIfMatch()
  @ApiErrors('currency_not_found', 'country_not_found', 'country_state_not_found', 'validation_failed')
  @ApiOperation(UPDATE_ORGANIZATION)
  async update(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: UpdateOrganizationDto,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const updated = await this.profiles.update(caller, organization, args.toInput(), { precondition });
    answer.tag(tagOf(updated));
    return { organization: presentOrganization(updated) };
  }
}
