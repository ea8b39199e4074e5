import type { OwnToken, RotatedToken, OwnTokenWithSecret } from './own-tokens.service.js';
import type {
  AccessTokenPage,
  AccessTokenResponse,
  CreatedAccessTokenResponse,
  RotatedAccessTokenResponse,
} from './access-token.response.js';

/**
 * The documented AccessTokenResponse, without the members that have no meaning here (api-v2.md §3.5): no token is
 * extended, unlocked or bound to a client. Times are ISO 8601.
 */
export function presentAccessToken(shown: OwnToken): AccessTokenResponse {
  const { id, subject, name, scopes, networks, createdAt, expiresAt } = shown;
  return {
    id,
    label: name,
    ...(subject.kind === 'user' && { user: subject.userId }),
    ...(subject.kind === 'organization' && { organizations: [subject.organizationId] }),
    scope: scopes,
    created: new Date(createdAt).toISOString(),
    ...expiry(expiresAt),
    ipRestrict: networks,
    isExtensible: false,
  };
}

/** With its secret, where that may be shown. */
export function presentTokenWithSecret(token: OwnTokenWithSecret): CreatedAccessTokenResponse {
  return { ...presentAccessToken(token), ...(token.secret !== null && { token: token.secret }) };
}

/** With the token that it has replaced, and the end of that. */
export function presentRotatedToken(token: RotatedToken): RotatedAccessTokenResponse {
  const { id, expiresAt } = token.replaces;
  return { ...presentTokenWithSecret(token), replaces: { id, ...expiry(expiresAt) } };
}

/** A page; the cursor is there only when the list was cut (api-v2.md §5). */
export function presentAccessTokens({ tokens, more }: { tokens: readonly OwnToken[]; more: boolean }): AccessTokenPage {
  const accessTokens = tokens.map(presentAccessToken);
  return { accessTokens, ...(more && { nextBatchPrevId: accessTokens.at(-1)!.id }) };
}

/** A token that never ends has no `expires`. */
function expiry(expiresAt: number | null) {
  return expiresAt === null ? {} : { expires: new Date(expiresAt).toISOString() };
}
