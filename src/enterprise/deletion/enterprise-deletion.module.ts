import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationModule } from '../../organization/organization.module.js';
import { DeletedEnterpriseEntity } from './deleted-enterprise.entity.js';
import { EnterpriseDeletionService } from './enterprise-deletion.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DeletedEnterpriseEntity]), OrganizationModule],
  providers: [EnterpriseDeletionService],
  exports: [EnterpriseDeletionService],
})
export class EnterpriseDeletionModule {}
