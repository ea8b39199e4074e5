import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../../database/database.module.js';
import { OrganizationModule } from '../organization.module.js';
import { AnnotationEntity } from './annotation.entity.js';
import { OrganizationAnnotationsCoreV1Controller } from './organization-annotations.core-v1.controller.js';
import { OrganizationAnnotationsService } from './organization-annotations.service.js';

/** Reading and replacing the annotations of an organization. */
@Module({
  imports: [TypeOrmModule.forFeature([AnnotationEntity]), DatabaseModule, OrganizationModule],
  controllers: [OrganizationAnnotationsCoreV1Controller],
  providers: [OrganizationAnnotationsService],
  exports: [OrganizationAnnotationsService],
})
export class OrganizationAnnotationsModule {}
