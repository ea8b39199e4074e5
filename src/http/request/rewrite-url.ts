const SCHEME_AND_AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

const SLASHES_IN_FRONT = /^\/{2,}/;
/** Anchored where no slash precedes, or every slash of a long run would be tried as a start (quadratic time). */
const SLASHES_AT_END = /(?<!\/)\/{2,}$/;
/** A base URL that ends with a slash, followed by a path that begins with one. */
const SLASHES_AT_SEAM = /^(\/(?:core\/v1|api\/v2))\/{2,}/;
const CORE_V1 = /^\/core\/v1(?=\/|$)/i;
const EMPTY_SEGMENT = /\/(?=\/)/g;

/** The requests of the published SDK under `/api/v1` (api-v2.md §6.3), routed under `/api/v2`. */
const SDK_PATH =
  /^\/api\/v1\/((?:user\/accesstoken(?:\/[^/]+)?|enterprise(?:\/[^/]+(?:\/user)?)?|client\/constants|ping)\/?)$/;
const SDK_USER = /^\/api\/v1\/user\/([^/]+)(?=\/?$)/;
const SDK_TOKENS = /^\/api\/auth\/v1\/accesstoken(?=\/?$)/;
/** What may name a user there, so that what is not served (`/api/v1/user/lock`) has no route. */
const NAMES_USER = /^(?:session|logout|me|[0-9a-f]{32})$|@|%40/;

/**
 * The request target as it is routed. The absolute form loses its host, since the dialect depends on the beginning of
 * the path; redundant slashes are merged; and a path of the published SDK becomes that of the route that answers it.
 */
export function rewriteUrl(target: string): string {
  const origin = target.replace(SCHEME_AND_AUTHORITY, '');
  const path = pathOf(origin);
  // The router takes whatever begins otherwise, such as `OPTIONS *`, for the root.
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return withoutSdkPath(withoutIdleSlashes(rooted)) + origin.slice(path.length);
}

/**
 * Slashes in front, behind the prefix and at the end are merged: they come from joining URLs. An empty segment within
 * is a value that was left empty by mistake, and is kept: without it the path would be another one. In core-v1 it is
 * routed (core-v1.md §2.2) and becomes `_`, because Nest would answer 404 to an empty parameter; in api-v2 it has no
 * route. The prefix of core-v1 may be in capitals, too, as in the documented framework.
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

/** A request target without its query, for messages and for the look-up of routes. */
export function pathOf(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? target;
}
