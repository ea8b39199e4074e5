import { Patch } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { SupportsIfMatch, IfMatch } from '../../http/headers/if-match.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { type Organization, tagOf } from '../organization.js';
import { RequireOrganization, CurrentOrganization } from '../organization.guard.js';
import { presentOrganization } from '../organization.presenter.js';
import { UPDATE_ORGANIZATION } from './organization-profile.openapi.js';
import { OrganizationProfileService } from './organization-profile.service.js';
import { UpdateOrganizationDto } from './organization-profile.dto.js';

/** Updating an organization, in core-v1; the published API leaves it to its console. */
@CoreV1Controller('organizations')
@ApiTag('Organizations')
export class OrganizationProfileCoreV1Controller {
  constructor(private readonly profiles: OrganizationProfileService) {}

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
