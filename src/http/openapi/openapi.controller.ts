import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/access.js';
import { DomainError } from '../../common/errors.js';
import { NoArguments } from '../arguments.guard.js';
import type { OpenApiDocument } from './document.js';
import { OpenApi } from './openapi.js';

/** The files of the page, by their names in the URL: nothing else is served, not even what every object inherits. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
]);

/** Everything the page needs comes from here; the one exception is the styles that its scripts write into elements. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tenantry API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="page"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>
  </body>
</html>
`;

const PAGE_SCRIPT = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  tryItOutEnabled: true,
  validatorUrl: null,
});
`;

/** The API's document, and a page to read and try it that asks no other host. */
@Controller()
@Public()
export class OpenApiController {
  private readonly require = createRequire(import.meta.url);

  constructor(private readonly openApi: OpenApi) {}

  /** The OpenAPI 3.1 document. */
  @Get('openapi.json')
  @NoArguments()
  document(): OpenApiDocument {
    return this.openApi.document;
  }

  /** The page. */
  @Get('docs')
  @NoArguments()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', PAGE_POLICY)
  page(): string {
    return PAGE;
  }

  /** What the page runs. */
  @Get('docs/page.js')
  @NoArguments()
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return PAGE_SCRIPT;
  }

  /** The page's library. */
  @Get('docs/:asset')
  @NoArguments()
  async asset(@Param('asset') asset: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const type = ASSETS.get(asset);
    if (type === undefined) throw new DomainError('route_not_found', { method: 'GET', path: `/docs/${asset}` });
    reply.header('content-type', type).header('cache-control', 'public, max-age=86400');
    return readFile(this.require.resolve(`swagger-ui-dist/${asset}`));
  }
}
