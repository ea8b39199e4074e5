import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { canonicalEmail } from '../../common/email.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { BooleanField } from '../../http/validation/fields/scalars.js';
import { NestedArrayField } from '../../http/validation/fields/nested.js';
import { EMAIL, IdField, line, EnumField, StringField, StringArrayField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { ACCOUNT_TYPES, type AccountType, type NewEnterprise } from '../enterprise-fingerprint.js';

/** How another system names the customer (create-enterprise page). */
export class ThirdPartyIdentifierDto {
  @ApiArgument({ description: 'The name of the customer there' })
  @StringField(line({ max: 255 }))
  id: string;

  @ApiArgument({ description: 'Which system it is' })
  @StringField(line({ max: 255 }))
  label: string;
}

/** The arguments of the create-enterprise page, with the newer two of api-v2.md §1.4; limits of decisions §3. */
export class CreateEnterpriseDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  /** Stricter than the page's "at least one character": docs/decisions/0003-an-email-is-an-address.md. */
  @ApiArgument({ description: 'The email of the customer, who becomes an admin' })
  @StringField(EMAIL)
  email: string;

  @ApiArgument({ description: 'Names this creation: the same key never creates a second enterprise' })
  @StringField({ min: 1, max: 255, form: 'Any text, compared byte by byte.' })
  idempotencyKey: string;

  @ApiArgument({ description: 'Users who become admins as well; they must be visible to the organization' })
  @StringArrayField({ maxItems: 100, min: 1, form: 'The id of a user.' })
  additionalAdmins: string[];

  @ApiArgument({ description: 'How other systems name the customer' })
  @Optional({ nullable: false })
  @NestedArrayField(() => ThirdPartyIdentifierDto, { max: 50 })
  thirdPartyIdentifier?: ThirdPartyIdentifierDto[];

  @ApiArgument({ description: 'What the customer is; by default what the organization has set, or else `individual`' })
  @Optional({ nullable: false })
  @EnumField(ACCOUNT_TYPES)
  accountType?: AccountType;

  @ApiArgument({
    description:
      'Whether the enterprise is a crypto-as-a-service one, by default true; it is kept and changes nothing here',
  })
  @Optional({ nullable: false })
  @BooleanField()
  isCaaS?: boolean;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  toInput(): NewEnterprise {
    return {
      email: this.email,
      canonicalEmail: canonicalEmail(this.email)!,
      idempotencyKey: this.idempotencyKey,
      additionalAdmins: this.additionalAdmins,
      thirdPartyIdentifiers: this.thirdPartyIdentifier ?? [],
      ...(this.accountType !== undefined && { accountType: this.accountType }),
      ...(this.isCaaS !== undefined && { isCaaS: this.isCaaS }),
    };
  }
}
