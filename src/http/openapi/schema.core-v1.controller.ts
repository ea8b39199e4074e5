import { Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../auth/access.js';
import { CoreV1Controller } from '../../dialects/core-v1.dialect.js';
import { NoArguments } from '../arguments.guard.js';
import type { ApiaSchema } from './apia-schema.js';
import type { OpenApiDocument } from './document.js';
import { OpenApi } from './openapi.js';
import { Documents } from './operation.js';
import { APIA_SCHEMA, CORE_V1_DOCUMENT } from './schema.openapi.js';

/** core-v1 about itself, for everybody: the programs that make its clients read these (core-v1.md §1, row 15). */
@CoreV1Controller('schema')
@Public()
export class SchemaCoreV1Controller {
  constructor(private readonly openApi: OpenApi) {}

  /** The routes in the form in which this API publishes itself. */
  @Get()
  @NoArguments()
  @Documents(APIA_SCHEMA)
  schema(@Req() request: FastifyRequest): ApiaSchema {
    return this.openApi.apiaSchema(request.host);
  }

  /** The same as an OpenAPI document. */
  @Get('openapi.json')
  @NoArguments()
  @Documents(CORE_V1_DOCUMENT)
  document(): OpenApiDocument {
    return this.openApi.coreV1Document;
  }
}
