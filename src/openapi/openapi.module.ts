import { Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { Env } from '../config/env.js';
import { PublishedDocuments } from './documents.js';
import { KeptDocuments } from './kept-documents.js';
import { OpenApiController } from './openapi.controller.js';
import { OpenApi } from './openapi.js';
import { SchemaCoreV1Controller } from './schema.core-v1.controller.js';

/** The descriptions of the API: `/openapi.json`, and the two of core-v1. */
@Module({
  imports: [DiscoveryModule],
  controllers: [OpenApiController, SchemaCoreV1Controller],
  providers: [
    {
      provide: OpenApi,
      inject: [DiscoveryService, Env],
      useFactory: (discovery: DiscoveryService, env: Env) => new OpenApi(discovery, env.PUBLIC_URL),
    },
    PublishedDocuments,
    KeptDocuments,
  ],
  exports: [OpenApi, KeptDocuments, PublishedDocuments],
})
export class OpenApiModule {}
