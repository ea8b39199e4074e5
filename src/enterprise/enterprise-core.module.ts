import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { EnterpriseChangeService } from './enterprise-change.service.js';
import { EnterpriseLookupService } from './enterprise-lookup.service.js';
import { EnterpriseEntity } from './enterprise.entity.js';

/** What every part needs: finding an enterprise for a caller, which `EnterpriseGuard` does, and changing one. */
@Module({
  imports: [TypeOrmModule.forFeature([EnterpriseEntity]), AuditModule, DatabaseModule],
  providers: [EnterpriseLookupService, EnterpriseChangeService],
  exports: [EnterpriseLookupService, EnterpriseChangeService],
})
export class EnterpriseCoreModule {}
