import { Optional } from '../http/arguments/check.js';
import { Flag, WholeNumber } from '../http/arguments/scalars.js';
import { ObjectOf } from '../http/arguments/shapes.js';
import { IdText, line, Text } from '../http/arguments/text.js';
import { APPROVALS_REQUIRED } from './enterprise-constants.js';
import type { EnterpriseProfile } from './enterprise-profile.service.js';

/** How the law knows an enterprise. */
export class LegalIdentifiersDto {
  @Optional({ nullIsAbsent: false })
  @Text(line({ max: 255 }))
  legalPersonName?: string;
}

/** The arguments of changing an enterprise (api-v2.md §3.3), as far as they are held here. */
export class UpdateEnterpriseDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;

  @Optional({ nullIsAbsent: false })
  @ObjectOf(() => LegalIdentifiersDto)
  legalIdentifiers?: LegalIdentifiersDto;

  @Optional({ nullIsAbsent: false })
  @WholeNumber({ min: APPROVALS_REQUIRED, max: APPROVALS_REQUIRED })
  approvalsRequired?: number;

  @Optional({ nullIsAbsent: false })
  @Flag()
  usersViewAllWallets?: boolean;

  toChange(): Partial<EnterpriseProfile> {
    const legalPersonName = this.legalIdentifiers?.legalPersonName;
    return {
      ...(legalPersonName !== undefined && { legalPersonName }),
      ...(this.usersViewAllWallets !== undefined && { usersViewAllWallets: this.usersViewAllWallets }),
    };
  }
}
