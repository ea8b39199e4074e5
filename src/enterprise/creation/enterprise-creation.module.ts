import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit/audit.module.js';
import { Env } from '../../config/env.js';
import { DatabaseModule } from '../../database/database.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { UserModule } from '../../user/user.module.js';
import { EnterpriseCreationApiV2Controller } from './enterprise-creation.api-v2.controller.js';
import { EnterpriseService } from './enterprise.service.js';
import { EnterpriseSettings } from './enterprise.settings.js';
import { ThirdPartyIdentifierEntity } from './third-party-identifier.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([ThirdPartyIdentifierEntity]),
    AuditModule,
    DatabaseModule,
    OrganizationModule,
    UserModule,
  ],
  controllers: [EnterpriseCreationApiV2Controller],
  providers: [
    EnterpriseService,
    {
      provide: EnterpriseSettings,
      inject: [Env],
      useFactory: (env: Env) => new EnterpriseSettings(env.REQUEST_DEADLINE_MS),
    },
  ],
})
export class EnterpriseCreationModule {}
