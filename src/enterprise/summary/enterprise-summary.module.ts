import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { PagingModule } from '../../paging/paging.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { EnterpriseSummaryApiV2Controller } from './enterprise-summary.api-v2.controller.js';
import { EnterpriseSummaryService } from './enterprise-summary.service.js';

@Module({
  imports: [DatabaseModule, OrganizationModule, PagingModule],
  controllers: [EnterpriseSummaryApiV2Controller],
  providers: [EnterpriseSummaryService],
})
export class EnterpriseSummaryModule {}
