import { Optional } from '../http/arguments/check.js';
import { WholeNumber } from '../http/arguments/scalars.js';
import { IdText } from '../http/arguments/text.js';

const DEFAULT_DURATION = 3_600;
/** Ten years. */
const MAX_DURATION = 315_360_000;

/** The arguments of freezing an enterprise (api-v2.md §3.3). */
export class FreezeEnterpriseDto {
  @IdText({ of: 'enterprise' })
  enterpriseId: string;

  /** In seconds. */
  @Optional({ nullIsAbsent: false })
  @WholeNumber({ min: 1, max: MAX_DURATION, otherwise: DEFAULT_DURATION })
  duration?: number;

  /** In milliseconds. */
  toDuration(): number {
    return (this.duration ?? DEFAULT_DURATION) * 1_000;
  }
}
