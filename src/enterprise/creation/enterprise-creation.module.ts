import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit/audit.module.js';
import { Env } from '../../config/env.js';
import { DatabaseModule } from '../../database/database.module.js';
import { MetricsModule } from '../../observability/metrics/metrics.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { UserModule } from '../../user/user.module.js';
import { EnterpriseCreationApiV2Controller } from './enterprise-creation.api-v2.controller.js';
import { EnterpriseCreationService } from './enterprise-creation.service.js';
import { EnterpriseCreationSettings } from './enterprise-creation.settings.js';
import { ThirdPartyIdentifierEntity } from './third-party-identifier.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([ThirdPartyIdentifierEntity]),
    AuditModule,
    DatabaseModule,
    MetricsModule,
    OrganizationModule,
    UserModule,
  ],
  controllers: [EnterpriseCreationApiV2Controller],
  providers: [
    EnterpriseCreationService,
    {
      provide: EnterpriseCreationSettings,
      inject: [Env],
      useFactory: (env: Env) => new EnterpriseCreationSettings(env.REQUEST_DEADLINE_MS),
    },
  ],
})
export class EnterpriseCreationModule {}
