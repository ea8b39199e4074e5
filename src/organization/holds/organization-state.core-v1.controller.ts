import { Delete, Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { type Claim, IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { holdIdentityOf } from './hold-identity.js';
import type { Organization } from '../organization.js';
import { RequireOrganization, CurrentOrganization, CurrentAccess } from '../organization.guard.js';
import { presentOrganization } from '../organization.presenter.js';
import { OrganizationService, type OrganizationAccess } from '../organization.service.js';
import { ActivateOrganizationDto, GetEffectiveStatusDto, LiftHoldDto, PlaceHoldDto } from './organization-state.dto.js';
import { ACTIVATE_ORGANIZATION, GET_EFFECTIVE_STATUS, LIFT_HOLD, PLACE_HOLD } from './organization-state.openapi.js';
import { presentEffectiveStatus } from './organization-state.presenter.js';
import { OrganizationStateService } from './organization-state.service.js';
import { OrganizationStatusService } from '../overview/organization-status.service.js';

/** The state of organizations in core-v1: extensions, since the published API leaves it to its console. */
@CoreV1Controller('organizations/:organization')
@ApiTag('Organization state')
export class OrganizationStateCoreV1Controller {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly state: OrganizationStateService,
    private readonly status: OrganizationStatusService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Activate organization (decisions §8). */
  @Post('activate')
  @HttpCode(200)
  @RequireScope('organizations:write')
  @Arguments(ActivateOrganizationDto)
  @RequireOrganization('admin')
  @Idempotent()
  @ApiOperation(ACTIVATE_ORGANIZATION)
  async activate(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const activate = (claim: Claim) => this.state.activate(caller, organization, { claim });
    answer.unwrap(await this.idempotency.execute(caller, once, activate, nothingAgain));
    const activated = await this.organizations.byId(caller, organization.id);
    return { organization: presentOrganization(await this.organizations.details(caller, activated)) };
  }

  /** Place a hold (decisions §8). */
  @Post('holds')
  @HttpCode(200)
  @RequireScope('managed_organizations', 'organizations:write')
  @Arguments(PlaceHoldDto)
  @RequireOrganization('manage')
  @Idempotent()
  @ApiErrors('validation_failed')
  @ApiOperation(PLACE_HOLD)
  async hold(
    @Caller() caller: CallContext,
    @CurrentAccess() access: OrganizationAccess,
    @Args() args: PlaceHoldDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const identity = holdIdentityOf(access, args.source ?? undefined);
    const activeLevels = access.actorDepth + 1;
    const suspend = (claim: Claim) =>
      this.state.suspend(caller, access.organization, identity, args.reason, { claim, activeLevels });
    answer.unwrap(await this.idempotency.execute(caller, once, suspend, nothingAgain));
    return presentEffectiveStatus(await this.status.of(caller, access));
  }

  /** Lift a hold (decisions §8). */
  @Delete('holds')
  @RequireScope('managed_organizations', 'organizations:write')
  @Arguments(LiftHoldDto)
  @RequireOrganization('manage')
  @ApiOperation(LIFT_HOLD)
  async lift(@Caller() caller: CallContext, @CurrentAccess() access: OrganizationAccess, @Args() args: LiftHoldDto) {
    const identity = holdIdentityOf(access, args.source ?? undefined);
    await this.state.unsuspend(caller, access.organization, identity, { activeLevels: access.actorDepth + 1 });
    return presentEffectiveStatus(await this.status.of(caller, access));
  }

  /** Get effective status (decisions §8). */
  @Get('effective_status')
  @RequireScope('organizations:read')
  @Arguments(GetEffectiveStatusDto)
  @RequireOrganization('viewStatus')
  @ApiOperation(GET_EFFECTIVE_STATUS)
  async effectiveStatus(
    @Caller() caller: CallContext,
    @CurrentAccess() access: OrganizationAccess,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    return answer.tagged(presentEffectiveStatus(await this.status.of(caller, access)));
  }
}

/** A replay changes nothing, and is answered with the present state. */
const nothingAgain = () => Promise.resolve(false);
