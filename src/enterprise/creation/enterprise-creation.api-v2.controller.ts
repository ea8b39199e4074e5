import { HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { ApiV2Controller } from '../../dialects/api-v2/api-v2.dialect.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { ApiOperation, ApiErrors, ApiTag } from '../../http/docs/operation.js';
import { CurrentPath, RequireOrganizationPath } from '../../organization/path/organization-path.guard.js';
import type { OrganizationPath } from '../../organization/organization.js';
import { CreateEnterpriseDto } from './enterprise-creation.dto.js';
import { CREATE_ENTERPRISE } from './enterprise-creation.openapi.js';
import { presentCreatedEnterprise } from './enterprise-creation.presenter.js';
import { EnterpriseCreationService } from './enterprise-creation.service.js';

/** Creating enterprises in an organization, in api-v2. */
@ApiV2Controller('organization/:organizationId/enterprise')
@ApiTag('Enterprises')
export class EnterpriseCreationApiV2Controller {
  constructor(private readonly enterprises: EnterpriseCreationService) {}

  /** Create an enterprise for an organization (create-enterprise page). */
  @Post()
  @HttpCode(200)
  @RequireScope('enterprises')
  @Arguments(CreateEnterpriseDto)
  @RequireOrganizationPath()
  @ApiErrors('user_not_found', 'idempotency_key_conflict', 'idempotency_key_spent', 'idempotency_key_in_progress')
  @ApiOperation(CREATE_ENTERPRISE)
  async create(
    @Caller() caller: CallContext,
    @CurrentPath() organization: OrganizationPath,
    @Args() args: CreateEnterpriseDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await this.enterprises.create(caller, organization, args.toInput());
    if (created.replayed) reply.header('Idempotent-Replayed', 'true');
    return presentCreatedEnterprise(created);
  }
}
