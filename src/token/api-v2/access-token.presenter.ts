import type { OwnToken, RotatedToken, ToldToken } from './own-tokens.service.js';

/**
 * The documented AccessTokenResponse, as far as there is something to say (api-v2.md §3.5): no token is extended,
 * unlocked or bound to a client here. Times are ISO 8601.
 */
export function presentAccessToken({ id, subject, name, scopes, networks, createdAt, expiresAt }: OwnToken) {
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

/** With its secret, where that may be told. */
export function presentToldToken(token: ToldToken) {
  return { ...presentAccessToken(token), ...(token.secret !== null && { token: token.secret }) };
}

/** And what it has replaced, with the end of that. */
export function presentRotatedToken(token: RotatedToken) {
  const { id, expiresAt } = token.replaces;
  return { ...presentToldToken(token), replaces: { id, ...expiry(expiresAt) } };
}

/** A page; the cursor is there only when the list was cut (api-v2.md §5). */
export function presentAccessTokens({ tokens, more }: { tokens: readonly OwnToken[]; more: boolean }) {
  const accessTokens = tokens.map(presentAccessToken);
  return { accessTokens, ...(more && { nextBatchPrevId: accessTokens.at(-1)!.id }) };
}

/** What never ends has no member for it. */
function expiry(expiresAt: number | null) {
  return expiresAt === null ? {} : { expires: new Date(expiresAt).toISOString() };
}
