import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { ReferenceLookups } from './reference-lookup.service.js';
import { ReferenceSeed } from './reference.seed.js';
import { ReferenceService } from './reference.service.js';

/** Currencies, countries and subdivisions: where they come from, and how they are looked up. */
@Module({
  imports: [DatabaseModule],
  providers: [ReferenceService, ReferenceLookups, ReferenceSeed],
  exports: [ReferenceService, ReferenceLookups, ReferenceSeed],
})
export class ReferenceModule {}
