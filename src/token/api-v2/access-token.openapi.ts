import type { OperationDoc } from '../../http/docs/operation.js';
import {
  AccessTokenPage,
  AccessTokenResponse,
  CreatedAccessTokenResponse,
  RotatedAccessTokenResponse,
  SessionAnswer,
} from './access-token.response.js';
import { NothingResponse } from '../../http/docs/nothing.response.js';

const GIVING =
  'No token reaches further than the one in use: scopes that this does not cover are 403 `Forbidden`; a later end, more networks or more calls a minute are 403 `TokenBoundsExceeded`.';
const AGAIN =
  'A repetition under the same `Idempotency-Key` returns the secret again only to the same token, and as long as it is the token’s; to any other it is left out. When the token has ended, a repetition is 409.';

export const CREATE_ACCESS_TOKEN: OperationDoc<CreatedAccessTokenResponse> = {
  operationId: 'createAccessToken',
  summary: 'Create access token',
  description: `Creates a token for the caller: for the user, the organization or the operator whose token is used. Its secret is in this answer alone: only a hash of it is kept.

\`scope\` takes this service's names and the published ones: \`enterprise_manage_all\` is \`enterprises\`, \`enterprise_view_all\` is \`enterprises:read\`, \`user_manage\` is \`users\`, \`auditlogs_view_all\` is \`audit:read\`; \`openid\` and \`profile\` grant nothing. Without it the token has the scopes of the one in use. ${GIVING}

Without \`duration\` (seconds) it ends with the token in use, without \`ipRestrict\` it may be used from where that may; its calls a minute are that token's, which counts them together with its own where it has a limit of its own. \`otp\` and the other documented members are not looked at: there are no one-time passwords and no wallets here. ${AGAIN}`,
  request: { label: 'backend', scope: ['enterprise_manage_all'], duration: 31536000, ipRestrict: ['192.0.2.7'] },
  answer: {
    description: 'The new token, with its secret.',
    type: CreatedAccessTokenResponse,
  },
};

export const LIST_ACCESS_TOKENS: OperationDoc<AccessTokenPage> = {
  operationId: 'listAccessTokens',
  summary: 'List access tokens',
  description:
    "The caller's own tokens that have not ended, oldest first, by pages: those of the user, the organization or the operator whose token is used. Never a secret. A token without the scope still sees itself at `GET /api/v2/user/session`.",
  answer: {
    description: 'A page of tokens.',
    type: AccessTokenPage,
  },
};

export const END_ACCESS_TOKEN: OperationDoc<AccessTokenResponse> = {
  operationId: 'endAccessToken',
  summary: 'End access token',
  description:
    'Ends one of the own tokens now, the one in use too: at once on the replica that answered, and within `TOKEN_CACHE_MS` on the others. It remains possible while the organization is suspended or not activated. A token without the scope still ends itself by `GET /api/v2/user/logout`.',
  request: {},
  answer: { description: 'The token, with the end it has got.', type: AccessTokenResponse },
};

export const ROTATE_ACCESS_TOKEN: OperationDoc<RotatedAccessTokenResponse> = {
  operationId: 'rotateAccessToken',
  summary: 'Rotate access token',
  description: `Makes a token in the place of one of the own, the one in use too, while the old one goes on for an overlap (seconds), or until it would have ended anyway: an extension. Label, scopes, networks, calls a minute and lifetime are the old one's, but it ends with the token in use at the latest, and the calls of both are counted together. Its secret is in this answer alone.

A token is rotated once: of several who do it at a time one succeeds, and the others learn in a conflict which token has replaced it. ${GIVING} ${AGAIN}`,
  request: { overlap: 3600 },
  answer: {
    description: 'The new token, with its secret, and what it replaces.',
    type: RotatedAccessTokenResponse,
  },
};

export const GET_SESSION: OperationDoc<SessionAnswer> = {
  operationId: 'getSession',
  summary: 'Get session',
  description: 'What the token in use is, may do, and from where and until when. It needs no scope.',
  headers: { ETag: 'Names what is shown: it changes when a member does.' },
  answer: {
    description: 'The token in use.',
    type: SessionAnswer,
  },
};

export const LOGOUT: OperationDoc<NothingResponse> = {
  operationId: 'logout',
  summary: 'Log out',
  description:
    'Ends the token in use, at once on the replica that answered and within `TOKEN_CACHE_MS` on the others. It needs no scope, remains possible whatever the state of the organization, and is a GET because the published API has it so.',
  answer: { description: 'The token has ended.', type: NothingResponse },
};
