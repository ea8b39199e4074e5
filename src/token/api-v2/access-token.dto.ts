import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { ID_PATTERN } from '../../common/ids.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { EnumField, NETWORK, StringArrayField, StringField, line } from '../../http/validation/fields/text.js';
import { EnumOrArrayField } from '../../http/validation/fields/enum-or-array.js';
import type { Rotation } from '../keeping/access-token-rotation.service.js';
import { MAX_NETWORKS, TOKEN_NAME } from '../token.rules.js';
import type { OwnTokenQuery, NewOwnToken } from './own-tokens.service.js';
import { SCOPE_NAMES, scopesNamed } from './scope-names.js';

const DEFAULT_LIMIT = 100;
/** Ten years, the published maximum. */
const MAX_DURATION_SECONDS = 315_360_000;
const WEEK_SECONDS = 604_800;
const HOUR_SECONDS = 3_600;

/** The query of `GET /user/accesstoken` (api-v2.md §3.5). */
export class ListAccessTokensDto {
  @ApiArgument({ description: 'How many tokens a page has at most', example: 100 })
  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 200, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @ApiArgument({ description: 'The `nextBatchPrevId` of the page before', example: '59cd72485007a239fb00282ed480da1f' })
  @Optional({ nullable: false })
  @StringField({ pattern: ID_PATTERN })
  prevId?: string;

  @ApiArgument({
    description: '`ASC` for the oldest first, `DESC` for the newest first; by default `ASC`',
    example: 'ASC',
  })
  @Optional({ nullable: false })
  @EnumField(['ASC', 'DESC'])
  sort?: 'ASC' | 'DESC';

  toQuery(): OwnTokenQuery {
    return {
      limit: this.limit ?? DEFAULT_LIMIT,
      newestFirst: this.sort === 'DESC',
      ...(this.prevId !== undefined && { afterId: this.prevId }),
    };
  }
}

/** The body of `POST /user/accesstoken`; `otp` and the other documented members are ignored (api-v2.md §3.5). */
export class CreateAccessTokenDto {
  @ApiArgument({ description: 'What people call the token' })
  @StringField(line(TOKEN_NAME))
  label: string;

  @ApiArgument({ description: 'What it may do' })
  @Optional({ nullable: false })
  @EnumOrArrayField(SCOPE_NAMES)
  scope?: string[];

  /** Seconds. */
  @ApiArgument({ description: 'For how many seconds it is valid' })
  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: MAX_DURATION_SECONDS })
  duration?: number;

  /** Null is documented, and means the same as absent. */
  @ApiArgument({ description: 'From where it may be used' })
  @Optional({ nullable: true })
  @StringArrayField({ maxItems: MAX_NETWORKS, ...NETWORK })
  ipRestrict?: string[] | null;

  toInput(): NewOwnToken {
    return {
      name: this.label,
      ...(this.ipRestrict && { networks: this.ipRestrict }),
      ...(this.scope && { scopes: scopesNamed(this.scope) }),
      ...(this.duration !== undefined && { lifetimeMs: this.duration * 1_000 }),
    };
  }
}

/** The arguments of `POST /user/accesstoken/{id}/rotate`. */
export class RotateAccessTokenDto {
  @ApiArgument({ description: 'The id of the token, never its secret', example: '019aa3c0b1f27001a3b4c5d6e7f80912' })
  @StringField()
  accessTokenId: string;

  /** Seconds in which both tokens are valid. */
  @ApiArgument({ description: 'For how many seconds both tokens are valid' })
  @Optional({ nullable: false })
  @IntegerField({ min: 0, max: WEEK_SECONDS, otherwise: HOUR_SECONDS })
  overlap?: number;

  toRotation(): Omit<Rotation, 'subject'> {
    return { id: this.accessTokenId, overlapMs: (this.overlap ?? HOUR_SECONDS) * 1_000 };
  }
}

/** The argument of `DELETE /user/accesstoken/{id}`. A text that is no id is no token's. */
export class EndAccessTokenDto {
  @ApiArgument({ description: 'The id of the token, never its secret', example: '019aa3c0b1f27001a3b4c5d6e7f80912' })
  @StringField()
  accessTokenId: string;
}
