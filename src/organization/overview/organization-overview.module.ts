import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { OrganizationDirectoryService } from './organization-directory.service.js';
import { OrganizationStatusService } from './organization-status.service.js';

/** The state of organizations and its causes, for the operator and for the API. */
@Module({
  imports: [DatabaseModule],
  providers: [OrganizationDirectoryService, OrganizationStatusService],
  exports: [OrganizationDirectoryService, OrganizationStatusService],
})
export class OrganizationOverviewModule {}
