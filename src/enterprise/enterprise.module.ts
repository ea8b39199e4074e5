import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { UserModule } from '../user/user.module.js';
import { CallerOrganizationsService } from './organizations/caller-organizations.service.js';
import { EnterpriseApiV2Controller } from './search/enterprise.api-v2.controller.js';
import { EnterpriseCreationApiV2Controller } from './creation/enterprise-creation.api-v2.controller.js';
import { OwnEnterpriseApiV2Controller } from './search/own-enterprise.api-v2.controller.js';
import { EnterpriseChangeService } from './enterprise-change.service.js';
import { EnterpriseDeletionService } from './deletion/enterprise-deletion.service.js';
import { EnterpriseDetailService } from './search/enterprise-detail.service.js';
import { EnterpriseFreezeService } from './freeze/enterprise-freeze.service.js';
import { EnterpriseListService } from './search/enterprise-list.service.js';
import { EnterpriseLookupService } from './enterprise-lookup.service.js';
import { EnterpriseProfileService } from './profile/enterprise-profile.service.js';
import { EnterpriseSearchService } from './search/enterprise-search.service.js';
import { EnterpriseService } from './creation/enterprise.service.js';
import { EnterpriseSettings } from './creation/enterprise.settings.js';
import { EnterpriseSummaryApiV2Controller } from './search/enterprise-summary.api-v2.controller.js';
import { EnterpriseSummaryService } from './search/enterprise-summary.service.js';
import { EnterpriseUserApiV2Controller } from './members/enterprise-user.api-v2.controller.js';
import { EnterpriseUserListService } from './members/enterprise-user-list.service.js';
import { EnterpriseUsersService } from './members/enterprise-users.service.js';
import { MadeAdditionService } from './members/made-addition.service.js';
import { FreezeNamesService } from './freeze/freeze-names.service.js';
import { OrganizationApiV2Controller } from './organizations/organization.api-v2.controller.js';
import { OrganizationEnterpriseUserApiV2Controller } from './members/organization-enterprise-user.api-v2.controller.js';
import { OwnEnterprisesService } from './search/own-enterprises.service.js';
import { SingleEnterpriseApiV2Controller } from './profile/single-enterprise.api-v2.controller.js';
import { UserEnterpriseApiV2Controller } from './members/user-enterprise.api-v2.controller.js';
import { DeletedEnterpriseEntity } from './deletion/deleted-enterprise.entity.js';
import { EnterpriseFreezeEntity } from './freeze/enterprise-freeze.entity.js';
import { EnterpriseProfileEntity } from './profile/enterprise-profile.entity.js';
import { EnterpriseUserEntity } from './enterprise-user.entity.js';
import { EnterpriseEntity } from './enterprise.entity.js';
import { ThirdPartyIdentifierEntity } from './creation/third-party-identifier.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      DeletedEnterpriseEntity,
      EnterpriseFreezeEntity,
      EnterpriseProfileEntity,
      EnterpriseUserEntity,
      EnterpriseEntity,
      ThirdPartyIdentifierEntity,
    ]),
    AuditModule,
    DatabaseModule,
    IdempotencyModule,
    OrganizationModule,
    UserModule,
  ],
  controllers: [
    OrganizationApiV2Controller,
    EnterpriseSummaryApiV2Controller,
    OwnEnterpriseApiV2Controller,
    SingleEnterpriseApiV2Controller,
    EnterpriseCreationApiV2Controller,
    EnterpriseApiV2Controller,
    EnterpriseUserApiV2Controller,
    OrganizationEnterpriseUserApiV2Controller,
    UserEnterpriseApiV2Controller,
  ],
  providers: [
    EnterpriseService,
    EnterpriseListService,
    EnterpriseDetailService,
    EnterpriseLookupService,
    EnterpriseSearchService,
    EnterpriseSummaryService,
    EnterpriseProfileService,
    EnterpriseFreezeService,
    FreezeNamesService,
    EnterpriseDeletionService,
    OwnEnterprisesService,
    CallerOrganizationsService,
    EnterpriseChangeService,
    EnterpriseUsersService,
    MadeAdditionService,
    EnterpriseUserListService,
    {
      provide: EnterpriseSettings,
      inject: [Env],
      useFactory: (env: Env) => new EnterpriseSettings(env.REQUEST_DEADLINE_MS),
    },
  ],
})
export class EnterpriseModule {}
