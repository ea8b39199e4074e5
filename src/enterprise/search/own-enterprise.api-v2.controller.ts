import { Get } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { RequireActiveCaller } from '../../organization/organization.guard.js';
import { LIST_OWN_ENTERPRISES } from './enterprise.openapi.js';
import { presentList } from './enterprise.presenter.js';
import { ListOwnEnterprisesDto } from './enterprise-search.dto.js';
import { OwnEnterprisesService } from './own-enterprises.service.js';

/** The caller's own enterprises, whichever organizations they are in, in api-v2. */
@ApiV2Controller('enterprise')
@ApiTag('Enterprises')
export class OwnEnterpriseApiV2Controller {
  constructor(private readonly own: OwnEnterprisesService) {}

  /** List the caller's own enterprises (api-v2.md §3.3). */
  @Get()
  @RequireScope('enterprises:read')
  @Arguments(ListOwnEnterprisesDto)
  @RequireActiveCaller()
  @ApiOperation(LIST_OWN_ENTERPRISES)
  async list(@Caller() caller: CallContext, @Args() args: ListOwnEnterprisesDto) {
    return presentList(await this.own.all(caller, args.toQuery()));
  }
}
