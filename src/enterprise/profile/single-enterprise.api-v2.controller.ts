import { Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type Answering, TheAnswer } from '../../http/headers/answering.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, TheOnce } from '../../http/headers/idempotency-key.js';
import { Conditional, ThePrecondition } from '../../http/headers/if-match.js';
import { Documents, Refuses } from '../../http/docs/operation.js';
import type { Precondition } from '../../common/precondition.js';
import { type Claim, Idempotency, type Once } from '../../idempotency/idempotency.service.js';
import { DeleteEnterpriseDto } from '../deletion/delete-enterprise.dto.js';
import { EnterpriseDeletion } from '../deletion/enterprise-deletion.service.js';
import { EnterpriseFreezes } from '../freeze/enterprise-freeze.service.js';
import { InEnterprise, TheEnterprise } from '../enterprise.guard.js';
import { type Enterprise, enterpriseTagOf } from '../enterprise.js';
import {
  DELETE_ENTERPRISE,
  FREEZE_ENTERPRISE,
  GET_ENTERPRISE,
  THAW_ENTERPRISE,
  UPDATE_ENTERPRISE,
} from '../enterprise-object.openapi.js';
import { EnterpriseProfiles } from './enterprise-profile.service.js';
import { FreezeEnterpriseDto } from '../freeze/freeze-enterprise.dto.js';
import { FreezeNames } from '../freeze/freeze-names.service.js';
import { GetEnterpriseDto } from './get-enterprise.dto.js';
import { ThawEnterpriseDto } from '../freeze/thaw-enterprise.dto.js';
import { UpdateEnterpriseDto } from './update-enterprise.dto.js';
import { presentEnterprise, presentFreeze } from './enterprise-profile.presenter.js';

/** One enterprise, whichever organization it is in, in api-v2. */
@ApiV2Controller('enterprise')
export class SingleEnterpriseApiV2Controller {
  constructor(
    private readonly profiles: EnterpriseProfiles,
    private readonly freezes: EnterpriseFreezes,
    private readonly names: FreezeNames,
    private readonly deletion: EnterpriseDeletion,
    private readonly idempotency: Idempotency,
  ) {}

  /** Get an enterprise (api-v2.md §3.3). */
  @Get(':enterpriseId')
  @RequireScope('enterprises:read')
  @Arguments(GetEnterpriseDto)
  @InEnterprise('read')
  @Documents(GET_ENTERPRISE)
  get(@Caller() caller: CallContext, @TheEnterprise() enterprise: Enterprise, @TheAnswer() answer: Answering) {
    return this.shown(caller, enterprise, answer);
  }

  /** Change an enterprise (api-v2.md §3.3). */
  @Put(':enterpriseId')
  @RequireScope('enterprises')
  @Arguments(UpdateEnterpriseDto)
  @InEnterprise('write')
  @Conditional()
  @Refuses('organization_not_found', 'enterprise_frozen')
  @Documents(UPDATE_ENTERPRISE)
  async update(
    @Caller() caller: CallContext,
    @TheEnterprise() enterprise: Enterprise,
    @Args() args: UpdateEnterpriseDto,
    @ThePrecondition() precondition: Precondition,
    @TheAnswer() answer: Answering,
  ) {
    await this.profiles.update(caller, enterprise, args.toChange(), { precondition });
    return this.shown(caller, enterprise, answer);
  }

  /** Delete an enterprise: an extension, since the published API cannot. */
  @Delete(':enterpriseId')
  @RequireScope('enterprises')
  @Arguments(DeleteEnterpriseDto)
  @InEnterprise('operate')
  @Conditional()
  @Refuses('deletion_steps_not_satisfied')
  @Documents(DELETE_ENTERPRISE)
  async delete(
    @Caller() caller: CallContext,
    @TheEnterprise() enterprise: Enterprise,
    @ThePrecondition() precondition: Precondition,
  ) {
    await this.deletion.delete(caller, enterprise, { precondition });
    return {};
  }

  /** Freeze an enterprise for a time (api-v2.md §3.3). */
  @Post(':enterpriseId/freeze')
  @HttpCode(200)
  @RequireScope('enterprises')
  @Arguments(FreezeEnterpriseDto)
  @InEnterprise('write')
  @Idempotent()
  @Refuses('organization_not_found')
  @Documents(FREEZE_ENTERPRISE)
  async freeze(
    @Caller() caller: CallContext,
    @TheEnterprise() enterprise: Enterprise,
    @Args() args: FreezeEnterpriseDto,
    @TheOnce() once: Once | undefined,
    @TheAnswer() answer: Answering,
  ) {
    const freeze = (claim: Claim) => this.freezes.freeze(caller, enterprise, args.toDuration(), { claim });
    answer.once(await this.idempotency.run(caller, once, freeze, nothingAgain));
    return this.shownFreeze(caller, enterprise);
  }

  /** Thaw an enterprise: an extension, since the published API cannot. */
  @Delete(':enterpriseId/freeze')
  @RequireScope('enterprises')
  @Arguments(ThawEnterpriseDto)
  @InEnterprise('operate')
  @Documents(THAW_ENTERPRISE)
  async thaw(@Caller() caller: CallContext, @TheEnterprise() enterprise: Enterprise) {
    await this.freezes.thaw(caller, enterprise);
    return this.shownFreeze(caller, enterprise);
  }

  private async shown(caller: CallContext, enterprise: Enterprise, answer: Answering) {
    const profiled = await this.profiles.of(caller, enterprise);
    answer.tag(enterpriseTagOf(profiled));
    return presentEnterprise({ ...profiled, freeze: await this.names.of(caller, enterprise, profiled.freeze) });
  }

  private async shownFreeze(caller: CallContext, enterprise: Enterprise) {
    return presentFreeze(await this.names.of(caller, enterprise, await this.freezes.of(caller, enterprise)));
  }
}

/** A repetition changes nothing, and is answered with what is there now. */
const nothingAgain = () => Promise.resolve(false);
