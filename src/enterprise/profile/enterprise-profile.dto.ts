import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { BooleanField, IntegerField } from '../../http/validation/fields/scalars.js';
import { NestedField } from '../../http/validation/fields/nested.js';
import { IdField, line, StringField } from '../../http/validation/fields/text.js';
import { APPROVALS_REQUIRED } from '../enterprise-constants.js';
import type { EnterpriseProfile } from './enterprise-profile.js';

/** The legal name of an enterprise. */
export class LegalIdentifiersDto {
  @ApiArgument({ description: 'The name of the customer in law' })
  @Optional({ nullable: false })
  @StringField(line({ max: 255 }))
  legalPersonName?: string;
}

/** The arguments of changing an enterprise (api-v2.md §3.3), as far as this service keeps them. */
export class UpdateEnterpriseDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;

  @ApiArgument({ description: 'The legal name of the enterprise' })
  @Optional({ nullable: false })
  @NestedField(() => LegalIdentifiersDto)
  legalIdentifiers?: LegalIdentifiersDto;

  @ApiArgument({ description: 'How many admins approve a change: always one' })
  @Optional({ nullable: false })
  @IntegerField({ min: APPROVALS_REQUIRED, max: APPROVALS_REQUIRED })
  approvalsRequired?: number;

  @ApiArgument({ description: 'Whether all users see all wallets; it is kept and changes nothing here' })
  @Optional({ nullable: false })
  @BooleanField()
  usersViewAllWallets?: boolean;

  toChange(): Partial<EnterpriseProfile> {
    const legalPersonName = this.legalIdentifiers?.legalPersonName;
    return {
      ...(legalPersonName !== undefined && { legalPersonName }),
      ...(this.usersViewAllWallets !== undefined && { usersViewAllWallets: this.usersViewAllWallets }),
    };
  }
}
