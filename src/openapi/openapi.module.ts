import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PublishedDocuments } from './documents.js';
import { OpenApiController } from './openapi.controller.js';
import { OpenApi } from './openapi.js';
import { SchemaCoreV1Controller } from './schema.core-v1.controller.js';

/** `/openapi.json` and `/docs`. */
@Module({
  imports: [DiscoveryModule],
  controllers: [OpenApiController, SchemaCoreV1Controller],
  providers: [OpenApi, PublishedDocuments],
})
export class OpenApiModule {}
