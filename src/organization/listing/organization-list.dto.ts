import { ID_PATTERN } from '../../common/ids.js';
import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { ApiArgument, ApiDescription } from '../../http/validation/argument-metadata.js';
import { StringField } from '../../http/validation/fields/text.js';
import { OrganizationArgumentDto } from '../organization.dto.js';

/** The arguments of `GET /organizations` (core-v1.md §1, row 1), which has none of its own: `cursor` is this service's. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/ListEndpoint/BaseArgumentSet')
export class ListOrganizationsDto {
  @ApiArgument({ example: '59cd72485007a239fb00282ed480da1f' })
  @ApiDescription('The `next_cursor` of the part before')
  @Optional({ nullable: true })
  @StringField({ pattern: ID_PATTERN, form: 'As it was given.' })
  cursor?: string | null;
}

/** The arguments of `GET /organizations/:organization` (core-v1.md §2). */
@ArgumentSet('CoreAPI/Endpoints/Organizations/InfoEndpoint/BaseArgumentSet')
export class GetOrganizationDto extends OrganizationArgumentDto {}
