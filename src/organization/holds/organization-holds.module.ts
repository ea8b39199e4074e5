import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../organization.module.js';
import { OrganizationOverviewModule } from '../overview/organization-overview.module.js';
import { OrganizationHoldEntity } from './organization-hold.entity.js';
import { OrganizationStateCoreV1Controller } from './organization-state.core-v1.controller.js';
import { OrganizationStateService } from './organization-state.service.js';

/** Activating organizations, and placing and lifting holds. */
@Module({
  imports: [
    TypeOrmModule.forFeature([OrganizationHoldEntity]),
    IdempotencyModule,
    OrganizationModule,
    OrganizationOverviewModule,
  ],
  controllers: [OrganizationStateCoreV1Controller],
  providers: [OrganizationStateService],
  exports: [OrganizationStateService],
})
export class OrganizationHoldsModule {}
