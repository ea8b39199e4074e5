import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { ReferenceSeed } from './reference.seed.js';
import { ReferenceService } from './reference.service.js';

/** Currencies, countries and subdivisions: where they come from, and how they are looked up. */
@Module({
  imports: [DatabaseModule],
  providers: [ReferenceService, ReferenceSeed],
  exports: [ReferenceService, ReferenceSeed],
})
export class ReferenceModule {}
