const SCHEME_AND_AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;
const EMPTY_ORGANIZATION = /^\/core\/v1\/organizations\/\//;

/**
 * The request target as it is routed. The absolute form loses its host, since dialects are told apart by how a path
 * begins; an empty organization segment becomes `_`, because it is routed (core-v1.md §2.2) and Nest would answer 404
 * to an empty parameter.
 */
export function rewriteUrl(target: string): string {
  const origin = target.replace(SCHEME_AND_AUTHORITY, '');
  const path = origin === '' || origin.startsWith('?') ? `/${origin}` : origin;
  return path.replace(EMPTY_ORGANIZATION, '/core/v1/organizations/_/');
}

/** A request target without its query, for a message and for asking what is routed there. */
export function pathOf(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? target;
}
