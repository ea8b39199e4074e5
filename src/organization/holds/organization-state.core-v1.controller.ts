import { Delete, Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type Answering, TheAnswer } from '../../http/headers/answering.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, TheOnce } from '../../http/headers/idempotency-key.js';
import { Documents, Refuses } from '../../http/docs/operation.js';
import { type Claim, Idempotency, type Once } from '../../idempotency/idempotency.service.js';
import { ActivateOrganizationDto } from './activate-organization.dto.js';
import { GetEffectiveStatusDto } from '../overview/get-effective-status.dto.js';
import { holdKeyOf } from './hold-key.js';
import { LiftHoldDto } from './lift-hold.dto.js';
import type { Organization } from '../organization.js';
import { InOrganization, TheOrganization, TheView } from '../organization.guard.js';
import { presentOrganization } from '../organization.presenter.js';
import { OrganizationService, type OrganizationView } from '../organization.service.js';
import { ACTIVATE_ORGANIZATION, GET_EFFECTIVE_STATUS, LIFT_HOLD, PLACE_HOLD } from './organization-state.openapi.js';
import { presentEffectiveStatus } from './organization-state.presenter.js';
import { OrganizationState } from './organization-state.service.js';
import { OrganizationStatus } from '../overview/organization-status.service.js';
import { PlaceHoldDto } from './place-hold.dto.js';

/** The state of organizations in core-v1: extensions, which the published API leaves to its console. */
@CoreV1Controller('organizations/:organization')
export class OrganizationStateCoreV1Controller {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly state: OrganizationState,
    private readonly status: OrganizationStatus,
    private readonly idempotency: Idempotency,
  ) {}

  /** Activate organization (decisions §8). */
  @Post('activate')
  @HttpCode(200)
  @RequireScope('organizations:write')
  @Arguments(ActivateOrganizationDto)
  @InOrganization('operate')
  @Idempotent()
  @Documents(ACTIVATE_ORGANIZATION)
  async activate(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @TheOnce() once: Once | undefined,
    @TheAnswer() answer: Answering,
  ) {
    const activate = (claim: Claim) => this.state.activate(caller, organization, { claim });
    answer.once(await this.idempotency.run(caller, once, activate, nothingAgain));
    const activated = await this.organizations.byId(caller, organization.id);
    return { organization: presentOrganization(await this.organizations.details(caller, activated)) };
  }

  /** Place a hold (decisions §8). */
  @Post('holds')
  @HttpCode(200)
  @RequireScope('managed_organizations', 'organizations:write')
  @Arguments(PlaceHoldDto)
  @InOrganization('govern')
  @Idempotent()
  @Refuses('validation_failed')
  @Documents(PLACE_HOLD)
  async hold(
    @Caller() caller: CallContext,
    @TheView() view: OrganizationView,
    @Args() args: PlaceHoldDto,
    @TheOnce() once: Once | undefined,
    @TheAnswer() answer: Answering,
  ) {
    const key = holdKeyOf(view, args.source ?? undefined);
    const open = view.standing + 1;
    const suspend = (claim: Claim) => this.state.suspend(caller, view.organization, key, args.reason, { claim, open });
    answer.once(await this.idempotency.run(caller, once, suspend, nothingAgain));
    return presentEffectiveStatus(await this.status.of(caller, view));
  }

  /** Lift a hold (decisions §8). */
  @Delete('holds')
  @RequireScope('managed_organizations', 'organizations:write')
  @Arguments(LiftHoldDto)
  @InOrganization('govern')
  @Documents(LIFT_HOLD)
  async lift(@Caller() caller: CallContext, @TheView() view: OrganizationView, @Args() args: LiftHoldDto) {
    const key = holdKeyOf(view, args.source ?? undefined);
    await this.state.unsuspend(caller, view.organization, key, { open: view.standing + 1 });
    return presentEffectiveStatus(await this.status.of(caller, view));
  }

  /** Get effective status (decisions §8). */
  @Get('effective_status')
  @RequireScope('organizations:read')
  @Arguments(GetEffectiveStatusDto)
  @InOrganization('inspect')
  @Documents(GET_EFFECTIVE_STATUS)
  async effectiveStatus(
    @Caller() caller: CallContext,
    @TheView() view: OrganizationView,
    @TheAnswer() answer: Answering,
  ) {
    return answer.tagged(presentEffectiveStatus(await this.status.of(caller, view)));
  }
}

/** A repetition changes nothing, and is answered with what is there now. */
const nothingAgain = () => Promise.resolve(false);
