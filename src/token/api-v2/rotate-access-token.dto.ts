import { Optional } from '../../http/validation/fields/check.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { StringField } from '../../http/validation/fields/text.js';
import type { Rotation } from '../keeping/access-token-rotation.service.js';

const WEEK_SECONDS = 604_800;
const HOUR_SECONDS = 3_600;

/** The arguments of `POST /user/accesstoken/{id}/rotate`. */
export class RotateAccessTokenDto {
  @StringField()
  accessTokenId: string;

  /** Seconds in which both tokens are valid. */
  @Optional({ nullIsAbsent: false })
  @IntegerField({ min: 0, max: WEEK_SECONDS, otherwise: HOUR_SECONDS })
  overlap?: number;

  toRotation(): Omit<Rotation, 'subject'> {
    return { id: this.accessTokenId, overlapMs: (this.overlap ?? HOUR_SECONDS) * 1_000 };
  }
}
