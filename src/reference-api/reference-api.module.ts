import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module.js';
import { CountryCoreV1Controller } from './country.core-v1.controller.js';
import { CountryStateCoreV1Controller } from './country-state.core-v1.controller.js';
import { CurrencyCoreV1Controller } from './currency.core-v1.controller.js';
import { ReferenceListService } from './reference-list.service.js';
import { ReferenceModule } from '../reference/reference.module.js';

/**
 * The endpoints of the reference data. A separate module: organizations need the data, and these need organizations.
 */
@Module({
  imports: [ReferenceModule, OrganizationModule],
  controllers: [CurrencyCoreV1Controller, CountryCoreV1Controller, CountryStateCoreV1Controller],
  providers: [ReferenceListService],
})
export class ReferenceApiModule {}
