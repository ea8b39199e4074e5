import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { UserModule } from '../user/user.module.js';
import { EnterpriseApiV2Controller } from './enterprise.api-v2.controller.js';
import { EnterpriseDetails } from './enterprise-detail.service.js';
import { EnterpriseListService } from './enterprise-list.service.js';
import { EnterpriseService } from './enterprise.service.js';
import { EnterpriseSettings } from './enterprise.settings.js';

@Module({
  imports: [AuditModule, DatabaseModule, OrganizationModule, UserModule],
  controllers: [EnterpriseApiV2Controller],
  providers: [
    EnterpriseService,
    EnterpriseListService,
    EnterpriseDetails,
    {
      provide: EnterpriseSettings,
      inject: [Env],
      useFactory: (env: Env) => new EnterpriseSettings(env.REQUEST_DEADLINE_MS),
    },
  ],
})
export class EnterpriseModule {}
