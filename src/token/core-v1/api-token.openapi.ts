import type { OperationDoc } from '../../http/docs/operation.js';
import { AnnotatedApiTokenAnswer, ApiTokenAnswer, ApiTokenPage, RevokedApiTokenAnswer } from './api-token.response.js';

const NOTED = [{ key: 'purpose', value: 'deploy' }];
const headers = { ETag: 'Names the state of the token that is shown, for If-Match.' };

const GIVING =
  'No token reaches further than the one in use: scopes that this does not cover are 403 permission_denied; a later end, more networks or more calls a minute are 403 token_bounds_exceeded.';

export const LIST_API_TOKENS: OperationDoc<ApiTokenPage> = {
  operationId: 'listApiTokens',
  summary: 'List organization API tokens',
  description:
    "The organization's own tokens, oldest first: those of the organizations below it are in their own lists, and revoked ones in none. Never a secret.\n\n`annotations[][key]` and `annotations[][value]` leave those which have every one of these annotations; a key without a value asks for a value of null.",
  answer: {
    description: 'One page of tokens.',
    type: ApiTokenPage,
  },
};

export const CREATE_API_TOKEN: OperationDoc<AnnotatedApiTokenAnswer> = {
  operationId: 'createApiToken',
  summary: 'Create API token for organization',
  description: `Makes a token of the organization, which may do there, and in all below it, what its scopes allow. Its secret is in this answer alone: only a hash of it is kept.

${GIVING} Scopes may carry the prefix \`api.katapult.io/core/v1/\`. Without \`authorized_ip_addresses\` it may be used from where the token in use may, without \`expires_at\` (a JSON integer) it ends with that; its calls a minute are that token's, which counts them together with its own where it has a limit of its own. Its annotations are for finding it again in the list: at most 50, no key twice, keys of up to 100 and values of up to 1,000 characters. They stay when its secret is regenerated, go to the token that replaces it, and end with it.

A repetition under the same \`Idempotency-Key\` returns the secret again only to the same token, and as long as it is the token's; to any other it is null. When the token was revoked or has expired, a repetition is 409.`,
  request: {
    properties: {
      name: 'backend',
      authorized_ip_addresses: ['192.0.2.7', '10.0.0.0/8'],
      expires_at: 1830297600,
      scopes: ['managed_organizations', 'enterprises'],
    },
    annotations: NOTED,
  },
  headers,
  answer: {
    description: 'The new token, with its secret.',
    type: AnnotatedApiTokenAnswer,
  },
};

export const UPDATE_API_TOKEN: OperationDoc<AnnotatedApiTokenAnswer> = {
  operationId: 'updateApiToken',
  summary: 'Update organization API token',
  description: `Changes what is given and leaves the rest; an empty list of addresses is anywhere, and \`annotations\` take the place of all that there are. It holds at once on the replica that answered, and on the others for all that writes; for what reads there, and for the calls a minute, within \`TOKEN_CACHE_MS\`. What was under way, and is no longer granted when it writes, is refused. ${GIVING} So is a token that reaches further already, whatever is to be changed of it; one that has ended is 409 api_token_ended, and one that was rotated takes no later end (409 api_token_replaced).`,
  request: { properties: { name: 'backend', scopes: ['enterprises:read'] } },
  headers,
  answer: {
    description: 'The token as it is now, without its secret.',
    type: AnnotatedApiTokenAnswer,
  },
};

export const DELETE_API_TOKEN: OperationDoc<RevokedApiTokenAnswer> = {
  operationId: 'deleteApiToken',
  summary: 'Delete organization API token',
  description:
    'Ends a token for good, the one in use too: at once on the replica that answered, and within `TOKEN_CACHE_MS` on the others. It remains possible while the organization is suspended or not activated.',
  request: {},
  answer: {
    description: 'What was ended.',
    type: RevokedApiTokenAnswer,
  },
};

export const REGENERATE_API_TOKEN: OperationDoc<ApiTokenAnswer> = {
  operationId: 'regenerateApiToken',
  summary: 'Regenerate organization API token secret',
  description: `Gives a token another secret, which is in this answer alone. The old one ends at once on the replica that answered, and within \`TOKEN_CACHE_MS\` on the others; where several do this at a time each gets a secret, and the one that was written last is the token's. ${GIVING} So is a token that reaches further; one that has ended is 409 api_token_ended.

A repetition under the same \`Idempotency-Key\` returns the secret again only to the same token, and as long as it is the token's; when the token has expired it is 409. A token that regenerates itself cannot repeat its request: its own secret is the one that has ended.`,
  request: {},
  headers,
  answer: {
    description: 'The token with its new secret.',
    type: ApiTokenAnswer,
  },
};
