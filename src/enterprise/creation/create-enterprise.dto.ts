import { canonicalEmail } from '../../common/email.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Flag } from '../../http/validation/fields/scalars.js';
import { ListOf } from '../../http/validation/fields/shapes.js';
import { EMAIL, IdText, line, OneOf, Text, TextList } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { ACCOUNT_TYPES, type AccountType, type NewEnterprise } from '../enterprise-meaning.js';

/** How another system names the customer (create-enterprise page). */
export class ThirdPartyIdentifierDto {
  @Text(line({ max: 255 }))
  id: string;

  @Text(line({ max: 255 }))
  label: string;
}

/** The arguments of the create-enterprise page, with the newer two of api-v2.md §1.4; limits of decisions §3. */
export class CreateEnterpriseDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  /** Stricter than the page's "at least one character": docs/decisions/0003-an-email-is-an-address.md. */
  @Text(EMAIL)
  email: string;

  @Text({ min: 1, max: 255, form: 'Any text, compared byte by byte.' })
  idempotencyKey: string;

  @TextList({ maxItems: 100, min: 1, form: 'The id of a user.' })
  additionalAdmins: string[];

  @Optional({ nullIsAbsent: false })
  @ListOf(() => ThirdPartyIdentifierDto, { max: 50 })
  thirdPartyIdentifier?: ThirdPartyIdentifierDto[];

  @Optional({ nullIsAbsent: false })
  @OneOf(ACCOUNT_TYPES)
  accountType?: AccountType;

  @Optional({ nullIsAbsent: false })
  @Flag()
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
