import { HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { ApiErrors, ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { OperatorOnly } from '../organization.guard.js';
import { presentOrganization } from '../organization.presenter.js';
import { CreateOrganizationDto } from './root-organization.dto.js';
import { CREATE_ORGANIZATION } from './root-organization.openapi.js';
import { RootOrganizationService } from './root-organization.service.js';

/** Creating the root of a tree, in core-v1; the published API leaves it to its console. */
@CoreV1Controller('organizations')
@ApiTag('Organizations')
export class RootOrganizationCoreV1Controller {
  constructor(
    private readonly roots: RootOrganizationService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Create organization: the root of a tree (decisions §8). */
  @Post()
  @HttpCode(201)
  @RequireScope('organizations:write')
  @Arguments(CreateOrganizationDto)
  @OperatorOnly()
  @Idempotent()
  @ApiErrors('currency_not_found', 'country_not_found', 'country_state_not_found', 'validation_failed')
  @ApiOperation(CREATE_ORGANIZATION)
  async create(
    @Caller() caller: CallContext,
    @Args() args: CreateOrganizationDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const created = await this.idempotency.execute(
      caller,
      once,
      (claim) => this.roots.create(caller, args.toInput(), claim),
      ({ subjectId }) => this.roots.created(caller, subjectId),
    );
    return { organization: presentOrganization(answer.unwrap(created)) };
  }
}
