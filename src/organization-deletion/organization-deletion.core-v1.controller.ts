import { Delete, Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import type { Precondition } from '../common/precondition.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../http/headers/response-headers.js';
import { Arguments } from '../http/validation/arguments.guard.js';
import { SupportsIfMatch, IfMatch } from '../http/headers/if-match.js';
import { ApiOperation, ApiErrors, ApiTag } from '../http/docs/operation.js';
import type { Organization } from '../organization/organization.js';
import { RequireOrganization, CurrentOrganization, CurrentAccess } from '../organization/organization.guard.js';
import type { OrganizationAccess } from '../organization/organization.service.js';
import type { DeletedAnswer } from './organization-deletion.response.js';
import {
  DELETE_MANAGED_ORGANIZATION,
  DELETE_ORGANIZATION,
  GET_DELETION_STEPS,
} from './organization-deletion.openapi.js';
import { OrganizationDeletionService } from './organization-deletion.service.js';
import {
  DeleteManagedOrganizationDto,
  DeleteOrganizationDto,
  GetDeletionStepsDto,
} from './organization-deletion.dto.js';

/** The deletion of organizations in core-v1. */
@CoreV1Controller('')
@ApiTag('Organizations')
export class OrganizationDeletionCoreV1Controller {
  constructor(private readonly deletion: OrganizationDeletionService) {}

  /** Deletion steps (core-v1.md §1, row 6). */
  @Get('organizations/:organization/deletion_steps')
  @RequireScope('organizations:delete', 'managed_organizations:delete')
  @Arguments(GetDeletionStepsDto)
  @RequireOrganization('read')
  @ApiOperation(GET_DELETION_STEPS)
  async steps(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    return answer.tagged({ steps: await this.deletion.steps(caller, organization) });
  }

  /** Delete managed organization (core-v1.md §1, row 5). */
  @Delete('managed_organizations/:organization')
  @ApiTag('Managed organizations')
  @RequireScope('managed_organizations:delete')
  @Arguments(DeleteManagedOrganizationDto)
  @RequireOrganization('manage')
  @SupportsIfMatch()
  @ApiErrors('managed_organization_required', 'deletion_steps_not_satisfied')
  @ApiOperation(DELETE_MANAGED_ORGANIZATION)
  async deleteManaged(
    @Caller() caller: CallContext,
    @CurrentAccess() { organization, actorDepth }: OrganizationAccess,
    @IfMatch() precondition: Precondition,
  ): Promise<DeletedAnswer> {
    await this.deletion.deleteManaged(caller, organization, { precondition, activeLevels: actorDepth + 1 });
    return { success: true };
  }

  /** Delete organization, a root as well: an extension, since the published API cannot. */
  @Delete('organizations/:organization')
  @RequireScope('organizations:delete')
  @Arguments(DeleteOrganizationDto)
  @RequireOrganization('admin')
  @SupportsIfMatch()
  @ApiErrors('deletion_steps_not_satisfied')
  @ApiOperation(DELETE_ORGANIZATION)
  async delete(
    @Caller() caller: CallContext,
    @CurrentOrganization() organization: Organization,
    @IfMatch() precondition: Precondition,
  ): Promise<DeletedAnswer> {
    await this.deletion.delete(caller, organization, { precondition });
    return { success: true };
  }
}
