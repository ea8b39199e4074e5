import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { AuditLogCoreV1Controller } from './audit-log.core-v1.controller.js';
import { AuditLog } from './audit-log.service.js';
import { AuditNames } from './audit-names.service.js';
import { InstallationLogCoreV1Controller } from './installation-log.core-v1.controller.js';

/** Reading the log needs to know organizations, and organizations write into it: two modules, or a cycle. */
@Module({
  imports: [DatabaseModule, OrganizationModule],
  controllers: [AuditLogCoreV1Controller, InstallationLogCoreV1Controller],
  providers: [AuditLog, AuditNames],
  exports: [AuditLog, AuditNames],
})
export class AuditLogModule {}
