import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { AuditLogCoreV1Controller } from './audit-log.core-v1.controller.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditNamesService } from './audit-names.service.js';
import { InstallationLogCoreV1Controller } from './installation-log.core-v1.controller.js';

/** Reading the log needs to know organizations, and organizations write into it: two modules, or a cycle. */
@Module({
  imports: [AuditModule, DatabaseModule, OrganizationModule],
  controllers: [AuditLogCoreV1Controller, InstallationLogCoreV1Controller],
  providers: [AuditLogService, AuditNamesService],
  exports: [AuditLogService, AuditNamesService],
})
export class AuditLogModule {}
