import { Get, Put } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type Answering, TheAnswer } from '../../http/headers/answering.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Conditional, ThePrecondition } from '../../http/headers/if-match.js';
import { Documents, Refuses } from '../../http/docs/operation.js';
import { GetAnnotationsDto } from './get-annotations.dto.js';
import type { Organization } from '../organization.js';
import { InOrganization, TheOrganization } from '../organization.guard.js';
import { presentAnnotations } from '../organization.presenter.js';
import { OrganizationAnnotations } from './organization-annotations.service.js';
import { GET_ANNOTATIONS, REPLACE_ANNOTATIONS } from '../profile/organization-profile.openapi.js';
import { ReplaceAnnotationsDto } from './replace-annotations.dto.js';

/** What is noted about an organization, in core-v1; the published API shows it in the answer to a creation alone. */
@CoreV1Controller('organizations/:organization/annotations')
export class OrganizationAnnotationsCoreV1Controller {
  constructor(private readonly annotations: OrganizationAnnotations) {}

  /** Get annotations. */
  @Get()
  @RequireScope('organizations:read')
  @Arguments(GetAnnotationsDto)
  @InOrganization('read')
  @Documents(GET_ANNOTATIONS)
  async get(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @TheAnswer() answer: Answering,
  ) {
    const { annotations, tag } = await this.annotations.tagged(caller, organization);
    answer.tag(tag);
    return { annotations: presentAnnotations(annotations) };
  }

  /** Replace annotations: all of them. */
  @Put()
  @RequireScope('organizations:write')
  @Arguments(ReplaceAnnotationsDto)
  @InOrganization('write')
  @Conditional()
  @Refuses('validation_failed')
  @Documents(REPLACE_ANNOTATIONS)
  async replace(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @Args() args: ReplaceAnnotationsDto,
    @ThePrecondition() precondition: Precondition,
    @TheAnswer() answer: Answering,
  ) {
    const { annotations, tag } = await this.annotations.replace(caller, organization, args.toInput(), { precondition });
    answer.tag(tag);
    return { annotations: presentAnnotations(annotations) };
  }
}
