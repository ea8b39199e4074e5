import { Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { SupportsIfMatch, IfMatch } from '../../http/headers/if-match.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import type { Precondition } from '../../common/precondition.js';
import { type Claim, IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { EnterpriseIdDto } from '../enterprise.dto.js';
import { EnterpriseDeletionService } from '../deletion/enterprise-deletion.service.js';
import { EnterpriseFreezeService } from '../freeze/enterprise-freeze.service.js';
import { RequireEnterprise, CurrentEnterprise } from '../enterprise.guard.js';
import { type Enterprise, enterpriseTagOf } from '../enterprise.js';
import {
  DELETE_ENTERPRISE,
  FREEZE_ENTERPRISE,
  GET_ENTERPRISE,
  THAW_ENTERPRISE,
  UPDATE_ENTERPRISE,
} from './enterprise-profile.openapi.js';
import { EnterpriseProfileService } from './enterprise-profile.service.js';
import { FreezeEnterpriseDto } from '../freeze/enterprise-freeze.dto.js';
import { FreezeNamesService } from '../freeze/freeze-names.service.js';
import { UpdateEnterpriseDto } from './enterprise-profile.dto.js';
import { presentEnterprise, presentFreeze } from './enterprise-profile.presenter.js';

/** One enterprise, whichever organization it is in, in api-v2. */
@ApiV2Controller('enterprise')
@ApiTag('Enterprises')
export class SingleEnterpriseApiV2Controller {
  constructor(
    private readonly profiles: EnterpriseProfileService,
    private readonly freezes: EnterpriseFreezeService,
    private readonly names: FreezeNamesService,
    private readonly deletion: EnterpriseDeletionService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Get an enterprise (api-v2.md §3.3). */
  @Get(':enterpriseId')
  @RequireScope('enterprises:read')
  @Arguments(EnterpriseIdDto)
  @RequireEnterprise('read')
  @ApiOperation(GET_ENTERPRISE)
  get(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    return this.shown(caller, enterprise, answer);
  }

  /** Change an enterprise (api-v2.md §3.3). */
  @Put(':enterpriseId')
  @RequireScope('enterprises')
  @Arguments(UpdateEnterpriseDto)
  @RequireEnterprise('write')
  @SupportsIfMatch()
  @ApiErrors('organization_not_found', 'enterprise_frozen')
  @ApiOperation(UPDATE_ENTERPRISE)
  async update(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @Args() args: UpdateEnterpriseDto,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    await this.profiles.update(caller, enterprise, args.toChange(), { precondition });
    return this.shown(caller, enterprise, answer);
  }

  /** Delete an enterprise: an extension, since the published API cannot. */
  @Delete(':enterpriseId')
  @RequireScope('enterprises')
  @Arguments(EnterpriseIdDto)
  @RequireEnterprise('admin')
  @SupportsIfMatch()
  @ApiErrors('deletion_steps_not_satisfied')
  @ApiOperation(DELETE_ENTERPRISE)
  async delete(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @IfMatch() precondition: Precondition,
  ) {
    await this.deletion.delete(caller, enterprise, { precondition });
    return {};
  }

  /** Freeze an enterprise for a time (api-v2.md §3.3). */
  @Post(':enterpriseId/freeze')
  @HttpCode(200)
  @RequireScope('enterprises')
  @Arguments(FreezeEnterpriseDto)
  @RequireEnterprise('write')
  @Idempotent()
  @ApiErrors('organization_not_found')
  @ApiOperation(FREEZE_ENTERPRISE)
  async freeze(
    @Caller() caller: CallContext,
    @CurrentEnterprise() enterprise: Enterprise,
    @Args() args: FreezeEnterpriseDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const freeze = (claim: Claim) => this.freezes.freeze(caller, enterprise, args.toDuration(), { claim });
    answer.unwrap(await this.idempotency.execute(caller, once, freeze, replayNothing));
    return this.shownFreeze(caller, enterprise);
  }

  /** Thaw an enterprise: an extension, since the published API cannot. */
  @Delete(':enterpriseId/freeze')
  @RequireScope('enterprises')
  @Arguments(EnterpriseIdDto)
  @RequireEnterprise('admin')
  @ApiOperation(THAW_ENTERPRISE)
  async thaw(@Caller() caller: CallContext, @CurrentEnterprise() enterprise: Enterprise) {
    await this.freezes.thaw(caller, enterprise);
    return this.shownFreeze(caller, enterprise);
  }

  private async shown(caller: CallContext, enterprise: Enterprise, answer: ResponseHeaderWriter) {
    const profiled = await this.profiles.of(caller, enterprise);
    answer.tag(enterpriseTagOf(profiled));
    return presentEnterprise({ ...profiled, freeze: await this.names.of(caller, enterprise, profiled.freeze) });
  }

  private async shownFreeze(caller: CallContext, enterprise: Enterprise) {
    return presentFreeze(await this.names.of(caller, enterprise, await this.freezes.of(caller, enterprise)));
  }
}

/** A replay changes nothing; the answer shows the present state. */
const replayNothing = () => Promise.resolve(false);
