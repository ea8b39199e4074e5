import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { EnterpriseApiV2Controller } from './enterprise.api-v2.controller.js';
import { EnterpriseListService } from './enterprise-list.service.js';
import { EnterpriseSearchService } from './enterprise-search.service.js';
import { OwnEnterpriseApiV2Controller } from './own-enterprise.api-v2.controller.js';
import { OwnEnterprisesService } from './own-enterprises.service.js';

@Module({
  imports: [DatabaseModule, OrganizationModule],
  controllers: [OwnEnterpriseApiV2Controller, EnterpriseApiV2Controller],
  providers: [EnterpriseListService, EnterpriseSearchService, OwnEnterprisesService],
})
export class EnterpriseSearchModule {}
