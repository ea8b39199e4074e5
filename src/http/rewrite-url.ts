const SCHEME_AND_AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;
const EMPTY_ORGANIZATION = /^\/core\/v1\/organizations\/\//;

/** What the published SDK asks under `/api/v1` (api-v2.md §6.3), and is routed under `/api/v2`. */
const SDK_PATH =
  /^\/api\/v1\/((?:user\/accesstoken(?:\/[^/?#]+)?|enterprise(?:\/[^/?#]+(?:\/user)?)?|client\/constants|ping)\/?)(?=[?#]|$)/;
const SDK_USER = /^\/api\/v1\/user\/([^/?#]+)(?=\/?(?:[?#]|$))/;
const SDK_TOKENS = /^\/api\/auth\/v1\/accesstoken(?=\/?(?:[?#]|$))/;
/** What may stand for a user there, so that what is not served (`/api/v1/user/lock`) is routed nowhere. */
const NAMES_USER = /^(?:session|logout|me|[0-9a-f]{32})$|@|%40/;

/**
 * The request target as it is routed. The absolute form loses its host, since dialects are told apart by how a path
 * begins; an empty organization segment becomes `_`, because it is routed (core-v1.md §2.2) and Nest would answer 404
 * to an empty parameter; and a path of the published SDK becomes that of the one route which answers it.
 */
export function rewriteUrl(target: string): string {
  const origin = target.replace(SCHEME_AND_AUTHORITY, '');
  const path = origin === '' || origin.startsWith('?') ? `/${origin}` : origin;
  return path
    .replace(EMPTY_ORGANIZATION, '/core/v1/organizations/_/')
    .replace(SDK_PATH, '/api/v2/$1')
    .replace(SDK_USER, (whole, name: string) => (NAMES_USER.test(name) ? `/api/v2/user/${name}` : whole))
    .replace(SDK_TOKENS, '/api/v2/user/accesstoken');
}

/** A request target without its query, for a message and for asking what is routed there. */
export function pathOf(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? target;
}
