import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { PagingModule } from '../../paging/paging.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { CallerOrganizationsService } from './caller-organizations.service.js';
import { OrganizationApiV2Controller } from './organization.api-v2.controller.js';

@Module({
  imports: [DatabaseModule, OrganizationModule, PagingModule],
  controllers: [OrganizationApiV2Controller],
  providers: [CallerOrganizationsService],
})
export class CallerOrganizationsModule {}
