import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../../database/database.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { EnterpriseDeletionModule } from '../deletion/enterprise-deletion.module.js';
import { EnterpriseCoreModule } from '../enterprise-core.module.js';
import { EnterpriseFreezeModule } from '../freeze/enterprise-freeze.module.js';
import { EnterpriseProfileEntity } from './enterprise-profile.entity.js';
import { EnterpriseProfileService } from './enterprise-profile.service.js';
import { SingleEnterpriseApiV2Controller } from './single-enterprise.api-v2.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([EnterpriseProfileEntity]),
    DatabaseModule,
    IdempotencyModule,
    EnterpriseCoreModule,
    EnterpriseDeletionModule,
    EnterpriseFreezeModule,
  ],
  controllers: [SingleEnterpriseApiV2Controller],
  providers: [EnterpriseProfileService],
})
export class EnterpriseProfileModule {}
