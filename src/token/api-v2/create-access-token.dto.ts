import { MAX_NETWORKS, TOKEN_NAME } from '../token.rules.js';
import { Optional } from '../../http/validation/fields/check.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { line, NETWORK, StringField, StringArrayField } from '../../http/validation/fields/text.js';
import { OneOrSomeOf } from '../../http/validation/fields/words.js';
import type { OwnTokenWish } from './own-tokens.service.js';
import { SCOPE_NAMES, scopesNamed } from './scope-names.js';

/** Ten years, the longest that the published service gives. */
const MAX_DURATION_SECONDS = 315_360_000;

/** The body of `POST /user/accesstoken`; `otp` and what else is documented is not looked at (api-v2.md §3.5). */
export class CreateAccessTokenDto {
  @StringField(line(TOKEN_NAME))
  label: string;

  @Optional({ nullIsAbsent: false })
  @OneOrSomeOf(SCOPE_NAMES)
  scope?: string[];

  /** Seconds. */
  @Optional({ nullIsAbsent: false })
  @IntegerField({ min: 1, max: MAX_DURATION_SECONDS })
  duration?: number;

  /** Null is documented, and the same as nothing. */
  @Optional({ nullIsAbsent: true })
  @StringArrayField({ maxItems: MAX_NETWORKS, ...NETWORK })
  ipRestrict?: string[] | null;

  toWish(): OwnTokenWish {
    return {
      name: this.label,
      ...(this.ipRestrict && { networks: this.ipRestrict }),
      ...(this.scope && { scopes: scopesNamed(this.scope) }),
      ...(this.duration !== undefined && { lifetimeMs: this.duration * 1_000 }),
    };
  }
}
