import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../database/database.module.js';
import { ReferenceLookupService } from './reference-lookup.service.js';
import { ReferenceSeed } from './seed/reference.seed.js';
import { ReferenceService } from './reference.service.js';
import { CountryStateEntity } from './country-state.entity.js';
import { CountryEntity } from './country.entity.js';
import { CurrencyEntity } from './currency.entity.js';

/** Currencies, countries and subdivisions: their seed and their look-up. */
@Module({
  imports: [TypeOrmModule.forFeature([CountryStateEntity, CountryEntity, CurrencyEntity]), DatabaseModule],
  providers: [ReferenceService, ReferenceLookupService, ReferenceSeed],
  exports: [ReferenceService, ReferenceLookupService, ReferenceSeed],
})
export class ReferenceModule {}
