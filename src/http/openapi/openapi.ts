import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type OpenApiDocument, openApiDocument } from './document.js';
import type { ControllerClass } from './routes.js';

const { version } = createRequire(import.meta.url)('tenantry/package.json') as { version: string };

/** Makes the API's document, once, from the controllers of the running application. */
@Injectable()
export class OpenApi {
  private made: OpenApiDocument | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  get document(): OpenApiDocument {
    this.made ??= openApiDocument(
      this.discovery.getControllers().map(({ metatype }) => metatype as ControllerClass),
      version,
    );
    return this.made;
  }
}
