import type { AnnotatedApiToken, ApiToken } from './api-token.service.js';
import type { AnnotatedApiTokenAnswer, ApiTokenResponse, RevokedApiTokenResponse } from './api-token.response.js';

/** The published APIToken object, member by member and in its order (core-v1.md §6). Times are unix seconds. */
export function presentApiToken(token: ApiToken): ApiTokenResponse {
  const { id, name, subject, networks, expiresAt, rateLimit, scopes, secret } = token;
  return {
    id,
    name,
    organization_id: subject.kind === 'organization' ? subject.organizationId : null,
    authorized_ip_addresses: networks,
    expires_at: expiresAt === null ? null : Math.floor(expiresAt / 1_000),
    rate_limit: rateLimit,
    scopes,
    secret,
  };
}

/** A token with its annotations beside it. */
export function presentAnnotated({ token, annotations }: AnnotatedApiToken): AnnotatedApiTokenAnswer {
  return { api_token: presentApiToken(token), annotations };
}

/** A token that was revoked. */
export function presentRevoked({ id, name }: { id: string; name: string }): RevokedApiTokenResponse {
  return { id, name };
}
