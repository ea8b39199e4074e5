import { Module } from '@nestjs/common';
import { ReferenceModule } from '../../reference/reference.module.js';
import { OrganizationModule } from '../organization.module.js';
import { OrganizationProfileCoreV1Controller } from './organization-profile.core-v1.controller.js';
import { OrganizationProfileService } from './organization-profile.service.js';

/** Updating the name, the sub-domain and the billing profile of an organization. */
@Module({
  imports: [OrganizationModule, ReferenceModule],
  controllers: [OrganizationProfileCoreV1Controller],
  providers: [OrganizationProfileService],
  exports: [OrganizationProfileService],
})
export class OrganizationProfileModule {}
