import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../auth/access.js';
import { DomainError } from '../../common/errors.js';
import { pathOf } from '../../http/request/rewrite-url.js';
import { NoArguments } from '../../http/validation/arguments.guard.js';
import { sendDocument } from '../sending.js';
import { PageFiles } from './page-files.js';

/** Everything the page needs comes from here; the one exception is the styles that its library writes into elements. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page to read and try the API, which needs no other host and works below any path: its links are relative. */
@Controller('docs')
@Public()
export class PageController {
  constructor(private readonly files: PageFiles) {}

  /** The page. With a slash behind it the relative links would miss, so that is sent to the path without one. */
  @Get()
  @NoArguments()
  @Header('content-security-policy', PAGE_POLICY)
  async page(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    if (pathOf(request.originalUrl).endsWith('/')) {
      reply.code(308).header('location', '../docs');
      return undefined;
    }
    const { document, ...manner } = await this.files.page();
    return sendDocument(request, reply, document, manner);
  }

  /** What the page loads. */
  @Get(':asset')
  @NoArguments()
  async asset(
    @Param('asset') asset: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const file = await this.files.asset(asset);
    if (file === undefined) throw new DomainError('route_not_found', { method: 'GET', path: `/docs/${asset}` });
    const { document, ...manner } = file;
    return sendDocument(request, reply, document, manner);
  }
}
