import { HttpCode, Patch, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { type Answering, TheAnswer } from '../../http/headers/answering.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { Idempotent, TheOnce } from '../../http/headers/idempotency-key.js';
import { Conditional, ThePrecondition } from '../../http/headers/if-match.js';
import { Documents, Refuses } from '../../http/docs/operation.js';
import { Idempotency, type Once } from '../../idempotency/idempotency.service.js';
import { CreateOrganizationDto } from '../root/create-organization.dto.js';
import { type Organization, tagOf } from '../organization.js';
import { ByOperator, InOrganization, TheOrganization } from '../organization.guard.js';
import { presentOrganization } from '../organization.presenter.js';
import { CREATE_ORGANIZATION, UPDATE_ORGANIZATION } from './organization-profile.openapi.js';
import { OrganizationProfiles } from './organization-profile.service.js';
import { RootOrganizations } from '../root/root-organization.service.js';
import { UpdateOrganizationDto } from './update-organization.dto.js';

/** How organizations begin, and what they are called, in core-v1; the published API leaves both to a console. */
@CoreV1Controller('organizations')
export class OrganizationProfileCoreV1Controller {
  constructor(
    private readonly roots: RootOrganizations,
    private readonly profiles: OrganizationProfiles,
    private readonly idempotency: Idempotency,
  ) {}

  /** Create organization: the root of a tree (decisions §8). */
  @Post()
  @HttpCode(201)
  @RequireScope('organizations:write')
  @Arguments(CreateOrganizationDto)
  @ByOperator()
  @Idempotent()
  @Refuses('currency_not_found', 'country_not_found', 'country_state_not_found', 'validation_failed')
  @Documents(CREATE_ORGANIZATION)
  async create(
    @Caller() caller: CallContext,
    @Args() args: CreateOrganizationDto,
    @TheOnce() once: Once | undefined,
    @TheAnswer() answer: Answering,
  ) {
    const created = await this.idempotency.run(
      caller,
      once,
      (claim) => this.roots.create(caller, args.toInput(), claim),
      ({ subjectId }) => this.roots.created(caller, subjectId),
    );
    return { organization: presentOrganization(answer.once(created)) };
  }

  /** Update organization. */
  @Patch(':organization')
  @RequireScope('organizations:write')
  @Arguments(UpdateOrganizationDto)
  @InOrganization('write')
  @Conditional()
  @Refuses('currency_not_found', 'country_not_found', 'country_state_not_found', 'validation_failed')
  @Documents(UPDATE_ORGANIZATION)
  async update(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @Args() args: UpdateOrganizationDto,
    @ThePrecondition() precondition: Precondition,
    @TheAnswer() answer: Answering,
  ) {
    const updated = await this.profiles.update(caller, organization, args.toInput(), { precondition });
    answer.tag(tagOf(updated));
    return { organization: presentOrganization(updated) };
  }
}
