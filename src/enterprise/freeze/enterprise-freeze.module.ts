import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../../database/database.module.js';
import { EnterpriseCoreModule } from '../enterprise-core.module.js';
import { EnterpriseFreezeEntity } from './enterprise-freeze.entity.js';
import { EnterpriseFreezeService } from './enterprise-freeze.service.js';
import { FreezeNamesService } from './freeze-names.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([EnterpriseFreezeEntity]), DatabaseModule, EnterpriseCoreModule],
  providers: [EnterpriseFreezeService, FreezeNamesService],
  exports: [EnterpriseFreezeService, FreezeNamesService],
})
export class EnterpriseFreezeModule {}
