import { Get, Put } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { SupportsIfMatch, IfMatch } from '../../http/headers/if-match.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import type { Organization } from '../organization.js';
import { RequireOrganization, CurrentOrganization } from '../organization.guard.js';
import { presentAnnotations } from './organization-annotations.presenter.js';
import { OrganizationAnnotationsService } from './organization-annotations.service.js';
import { GET_ANNOTATIONS, REPLACE_ANNOTATIONS } from './organization-annotations.openapi.js';
import { GetAnnotationsDto, ReplaceAnnotationsDto } from './organization-annotations.dto.js';

/** The annotations of an organization, in core-v1; the published API shows it in the answer to a creation alone. */
@CoreV1Controller('organizations/:organization/annotations')
@ApiTag('Organizations')
export class OrganizationAnnotationsCoreV1Controller {
  constructor(private readonly annotations: OrganizationAnnotationsService) {}

  /** Get annotations. */
  @Get()
  @RequireScope('organizations:read')
  @Arguments(GetAnnotationsDto)
  @RequireOrganization('read')
  @ApiOperation(GET_ANNOTATIONS)
  async get(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const { annotations, tag } = await this.annotations.tagged(caller, organization);
    answer.tag(tag);
    return { annotations: presentAnnotations(annotations) };
  }

  /** Replace annotations: all of them. */
  @Put()
  @RequireScope('organizations:write')
  @Arguments(ReplaceAnnotationsDto)
  @RequireOrganization('write')
  @SupportsIfMatch()
  @ApiErrors('validation_failed')
  @ApiOperation(REPLACE_ANNOTATIONS)
  async replace(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @Args() args: ReplaceAnnotationsDto,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const { annotations, tag } = await this.annotations.replace(caller, organization, args.toInput(), { precondition });
    answer.tag(tag);
    return { annotations: presentAnnotations(annotations) };
  }
}
