import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/access.js';
import { DomainError } from '../common/errors.js';
import { NoArguments } from '../http/validation/arguments.guard.js';
import { PublishedDocuments } from './documents.js';
import { sendDocument } from './sending.js';

/** The files of the page, by their names in the URL: nothing else is served, not even what every object inherits. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
]);

/** Everything the page needs comes from here; the one exception is the styles that its scripts write into elements. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The API's document, and a page to read and try it that needs no other host. */
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

  /** The page. */
  @Get('docs')
  @NoArguments()
  @Header('content-security-policy', PAGE_POLICY)
  async page(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return sendDocument(request, reply, await this.documents.page(), { type: 'text/html; charset=utf-8' });
  }

  /** What the page runs. */
  @Get('docs/page.js')
  @NoArguments()
  async script(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return sendDocument(request, reply, await this.documents.script(), { type: 'text/javascript; charset=utf-8' });
  }

  /** The page's library. */
  @Get('docs/:asset')
  @NoArguments()
  async asset(
    @Param('asset') asset: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const type = ASSETS.get(asset);
    if (type === undefined) throw new DomainError('route_not_found', { method: 'GET', path: `/docs/${asset}` });
    const document = await this.documents.asset(asset);
    return sendDocument(request, reply, document, { type, cache: 'public, max-age=86400' });
  }
}
