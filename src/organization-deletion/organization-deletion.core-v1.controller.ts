import { Delete, Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import type { Precondition } from '../common/precondition.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { type Answering, TheAnswer } from '../http/headers/answering.js';
import { Arguments } from '../http/validation/arguments.guard.js';
import { Conditional, ThePrecondition } from '../http/headers/if-match.js';
import { Documents, Refuses } from '../http/docs/operation.js';
import { DeleteManagedOrganizationDto } from './delete-managed-organization.dto.js';
import { DeleteOrganizationDto } from './delete-organization.dto.js';
import { GetDeletionStepsDto } from './get-deletion-steps.dto.js';
import type { Organization } from '../organization/organization.js';
import { InOrganization, TheOrganization, TheView } from '../organization/organization.guard.js';
import type { OrganizationView } from '../organization/organization.service.js';
import {
  DELETE_MANAGED_ORGANIZATION,
  DELETE_ORGANIZATION,
  GET_DELETION_STEPS,
} from './organization-deletion.openapi.js';
import { OrganizationDeletion } from './organization-deletion.service.js';

/** The end of organizations in core-v1. */
@CoreV1Controller('')
export class OrganizationDeletionCoreV1Controller {
  constructor(private readonly deletion: OrganizationDeletion) {}

  /** Deletion steps (core-v1.md §1, row 6). */
  @Get('organizations/:organization/deletion_steps')
  @RequireScope('organizations:delete', 'managed_organizations:delete')
  @Arguments(GetDeletionStepsDto)
  @InOrganization('read')
  @Documents(GET_DELETION_STEPS)
  async steps(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @TheAnswer() answer: Answering,
  ) {
    return answer.tagged({ steps: await this.deletion.steps(caller, organization) });
  }

  /** Delete managed organization (core-v1.md §1, row 5). */
  @Delete('managed_organizations/:organization')
  @RequireScope('managed_organizations:delete')
  @Arguments(DeleteManagedOrganizationDto)
  @InOrganization('govern')
  @Conditional()
  @Refuses('managed_organization_required', 'deletion_steps_not_satisfied')
  @Documents(DELETE_MANAGED_ORGANIZATION)
  async deleteManaged(
    @Caller() caller: CallContext,
    @TheView() { organization, standing }: OrganizationView,
    @ThePrecondition() precondition: Precondition,
  ) {
    await this.deletion.deleteManaged(caller, organization, { precondition, open: standing + 1 });
    return { success: true };
  }

  /** Delete organization, a root as well: an extension, since the published API cannot. */
  @Delete('organizations/:organization')
  @RequireScope('organizations:delete')
  @Arguments(DeleteOrganizationDto)
  @InOrganization('operate')
  @Conditional()
  @Refuses('deletion_steps_not_satisfied')
  @Documents(DELETE_ORGANIZATION)
  async delete(
    @Caller() caller: CallContext,
    @TheOrganization() organization: Organization,
    @ThePrecondition() precondition: Precondition,
  ) {
    await this.deletion.delete(caller, organization, { precondition });
    return { success: true };
  }
}
