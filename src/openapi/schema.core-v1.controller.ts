import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/access.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { NoArguments } from '../http/validation/arguments.guard.js';
import { PublishedDocuments } from './documents.js';
import { ApiDocument, ApiTag } from '../http/docs/operation.js';
import { APIA_SCHEMA, CORE_V1_DOCUMENT } from './schema.openapi.js';
import { sendDocument } from './sending.js';

/** The description of core-v1, without a token: generators of clients read it (core-v1.md §1, row 15). */
@CoreV1Controller('schema')
@ApiTag('Schema')
@Public()
export class SchemaCoreV1Controller {
  constructor(private readonly documents: PublishedDocuments) {}

  /** The routes in the form in which this API publishes itself. */
  @Get()
  @NoArguments()
  @ApiDocument(APIA_SCHEMA)
  schema(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return sendDocument(request, reply, this.documents.schema(request.host), { type: 'application/json' });
  }

  /** The same as an OpenAPI document. */
  @Get('openapi.json')
  @NoArguments()
  @ApiDocument(CORE_V1_DOCUMENT)
  async document(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return sendDocument(request, reply, await this.documents.coreV1(), { type: 'application/json' });
  }
}
