import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { OrganizationModule } from '../organization.module.js';
import { OrganizationCoreV1Controller } from './organization.core-v1.controller.js';
import { VisibleOrganizationsService } from './visible-organizations.service.js';

/** Reading organizations: one of them, and the list of those that a token is about. */
@Module({
  imports: [DatabaseModule, OrganizationModule],
  controllers: [OrganizationCoreV1Controller],
  providers: [VisibleOrganizationsService],
  exports: [VisibleOrganizationsService],
})
export class OrganizationListModule {}
