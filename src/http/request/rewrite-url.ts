const SCHEME_AND_AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

const SLASHES_IN_FRONT = /^\/{2,}/;
/** Begins where no slash is before it, or every slash of a long run would be a beginning of its own. */
const SLASHES_AT_END = /(?<!\/)\/{2,}$/;
/** Where a base URL ends with a slash and a path begins with one. */
const SLASHES_AT_SEAM = /^(\/(?:core\/v1|api\/v2))\/{2,}/;
const CORE_V1 = /^\/core\/v1(?=\/|$)/i;
const EMPTY_SEGMENT = /\/(?=\/)/g;

/** What the published SDK asks under `/api/v1` (api-v2.md §6.3), and is routed under `/api/v2`. */
const SDK_PATH =
  /^\/api\/v1\/((?:user\/accesstoken(?:\/[^/]+)?|enterprise(?:\/[^/]+(?:\/user)?)?|client\/constants|ping)\/?)$/;
const SDK_USER = /^\/api\/v1\/user\/([^/]+)(?=\/?$)/;
const SDK_TOKENS = /^\/api\/auth\/v1\/accesstoken(?=\/?$)/;
/** What may stand for a user there, so that what is not served (`/api/v1/user/lock`) is routed nowhere. */
const NAMES_USER = /^(?:session|logout|me|[0-9a-f]{32})$|@|%40/;

/**
 * The request target as it is routed. The absolute form loses its host, since dialects are told apart by how a path
 * begins; slashes that say nothing are counted once; and a path of the published SDK becomes that of the one route
 * which answers it.
 */
export function rewriteUrl(target: string): string {
  const origin = target.replace(SCHEME_AND_AUTHORITY, '');
  const path = pathOf(origin);
  return withoutSdkPath(withoutIdleSlashes(path === '' ? '/' : path)) + origin.slice(path.length);
}

/**
 * Slashes in front, behind the prefix and at the end count once: they come from how URLs are put together. An empty
 * segment within is an empty value, left out of its place by mistake, and never disappears: that would be another path.
 * In core-v1 it is routed (core-v1.md §2.2) and becomes `_`, because Nest would answer 404 to an empty parameter; in
 * api-v2 it is routed nowhere. The prefix of core-v1 is taken in capitals, too, as the documented framework does.
 */
function withoutIdleSlashes(path: string): string {
  const ends = path.replace(SLASHES_IN_FRONT, '/').replace(SLASHES_AT_END, '/');
  const tidy = ends.replace(CORE_V1, '/core/v1').replace(SLASHES_AT_SEAM, '$1/');
  return CORE_V1.test(tidy) ? tidy.replace(EMPTY_SEGMENT, '/_') : tidy;
}

function withoutSdkPath(path: string): string {
  return path
    .replace(SDK_PATH, '/api/v2/$1')
    .replace(SDK_USER, (whole, name: string) => (NAMES_USER.test(name) ? `/api/v2/user/${name}` : whole))
    .replace(SDK_TOKENS, '/api/v2/user/accesstoken');
}

/** A request target without its query, for a message and for asking what is routed there. */
export function pathOf(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? target;
}
