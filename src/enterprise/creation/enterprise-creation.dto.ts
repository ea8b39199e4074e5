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
  @StringField(line({ max: 255 }))
  id: string;

  @StringField(line({ max: 255 }))
  label: string;
}

/** The arguments of the create-enterprise page, with the newer two of api-v2.md §1.4; limits of decisions §3. */
export class CreateEnterpriseDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  /** Stricter than the page's "at least one character": docs/decisions/0003-an-email-is-an-address.md. */
  @StringField(EMAIL)
  email: string;

  @StringField({ min: 1, max: 255, form: 'Any text, compared byte by byte.' })
  idempotencyKey: string;

  @StringArrayField({ maxItems: 100, min: 1, form: 'The id of a user.' })
  additionalAdmins: string[];

  @Optional({ nullable: false })
  @NestedArrayField(() => ThirdPartyIdentifierDto, { max: 50 })
  thirdPartyIdentifier?: ThirdPartyIdentifierDto[];

  @Optional({ nullable: false })
  @EnumField(ACCOUNT_TYPES)
  accountType?: AccountType;

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
