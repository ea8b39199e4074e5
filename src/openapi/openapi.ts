import { createRequire } from 'node:module';
import type { DiscoveryService } from '@nestjs/core';
import type { ApiaObject } from './apia/apia-objects.js';
import { apiaObjects, type ApiaSchema, apiaSchema } from './apia/apia-schema.js';
import { type OpenApiDocument, openApiDocument } from './document/document.js';
import { type ControllerClass, documentedRoutes } from './document/routes.js';

const { version } = createRequire(import.meta.url)('tenantry/package.json') as { version: string };

/** Generates the API's documents, each once, from the controllers of the running application. */
export class OpenApi {
  private whole: OpenApiDocument | undefined;
  private coreV1: OpenApiDocument | undefined;
  private definitions: readonly ApiaObject[] | undefined;

  /** @param publicUrl at which callers reach the service; where it is not known, what is relative to its host */
  constructor(
    private readonly discovery: DiscoveryService,
    readonly publicUrl: string = '',
  ) {}

  /** Everything that is served. */
  get document(): OpenApiDocument {
    this.whole ??= this.published(openApiDocument(this.controllers, version));
    return this.whole;
  }

  /** What is served in core-v1. */
  get coreV1Document(): OpenApiDocument {
    this.coreV1 ??= this.published(openApiDocument(this.controllers, version, 'core-v1'));
    return this.coreV1;
  }

  /** The same as an Apia schema (core-v1.md §1, row 15). @param host to which this API is known */
  apiaSchema(host: string): ApiaSchema {
    this.definitions ??= apiaObjects(this.routes);
    return apiaSchema(this.definitions, host);
  }

  private published(document: OpenApiDocument): OpenApiDocument {
    return this.publicUrl === '' ? document : { ...document, servers: [{ url: this.publicUrl }] };
  }

  private get routes() {
    return documentedRoutes(this.controllers);
  }

  private get controllers(): ControllerClass[] {
    return this.discovery.getControllers().map(({ metatype }) => metatype as ControllerClass);
  }
}
