import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { IdField } from '../../http/validation/fields/text.js';

const DEFAULT_DURATION = 3_600;
/** Ten years. */
const MAX_DURATION = 315_360_000;

/** The arguments of freezing an enterprise (api-v2.md §3.3). */
export class FreezeEnterpriseDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;

  /** In seconds. */
  @ApiArgument({ description: 'For how many seconds the enterprise is frozen' })
  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: MAX_DURATION, otherwise: DEFAULT_DURATION })
  duration?: number;

  /** In milliseconds. */
  toDuration(): number {
    return (this.duration ?? DEFAULT_DURATION) * 1_000;
  }
}
