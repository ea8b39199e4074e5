import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../auth/access.js';
import { NoArguments } from '../../http/validation/arguments.guard.js';
import { OpenApi } from '../openapi.js';
import { sendDocument, varyBy } from '../sending.js';
import { PageFiles } from './page-files.js';

/** It has a style sheet from here and nothing else: no script, no form, no frame. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A client that names `text/html`, as browsers do, and does not exclude it. */
const TAKES_HTML = /\btext\/html\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i;

/** The root: where the documentation and the health are, for those who come without a path. */
@Controller()
@Public()
export class FrontDoorController {
  constructor(
    private readonly files: PageFiles,
    private readonly openApi: OpenApi,
  ) {}

  /** A page for browsers, and the same in JSON for programs. */
  @Get()
  @NoArguments()
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    varyBy('Accept', reply);
    if (!TAKES_HTML.test(request.headers.accept ?? '')) return this.inJson();
    const { document, ...manner } = await this.files.frontDoor();
    reply.header('content-security-policy', POLICY);
    return sendDocument(request, reply, document, manner);
  }

  private inJson() {
    const at = this.openApi.publicUrl;
    return {
      name: 'Tenantry',
      docs: `${at}/docs`,
      openapi: `${at}/openapi.json`,
      health: `${at}/health/ready`,
    };
  }
}
