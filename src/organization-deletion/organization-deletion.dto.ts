import { ArgumentSet } from '../http/validation/argument-set.js';
import { OrganizationArgumentDto } from '../organization/organization.dto.js';

/** The arguments of `GET /organizations/:organization/deletion_steps` (core-v1.md §1, row 6). */
@ArgumentSet('CoreAPI/Endpoints/Organizations/DeletionStepsEndpoint/BaseArgumentSet')
export class GetDeletionStepsDto extends OrganizationArgumentDto {}

/** The arguments of `DELETE /managed_organizations/:organization` (core-v1.md §1, row 5); clients send them in a body. */
@ArgumentSet('CoreAPI/Endpoints/ManagedOrganizations/DeleteEndpoint/BaseArgumentSet')
export class DeleteManagedOrganizationDto extends OrganizationArgumentDto {}

/** The arguments of `DELETE /organizations/:organization`, which is this service's own. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/DeleteEndpoint/BaseArgumentSet')
export class DeleteOrganizationDto extends OrganizationArgumentDto {}
