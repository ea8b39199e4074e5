import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/access.js';
import { NoArguments } from '../http/validation/arguments.guard.js';
import { PublishedDocuments } from './documents.js';
import { sendDocument } from './sending.js';

/** The API's document. */
@Controller()
@Public()
export class OpenApiController {
  constructor(private readonly documents: PublishedDocuments) {}

  /** The OpenAPI 3.1 document. */
  @Get('openapi.json')
  @NoArguments()
  async document(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return sendDocument(request, reply, await this.documents.whole(), { type: 'application/json; charset=utf-8' });
  }
}
