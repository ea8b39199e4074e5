import { apiV2 } from './api-v2/api-v2.dialect.js';
import { coreV1 } from './core-v1/core-v1.dialect.js';
import type { Dialect, DialectName } from './shared/dialect.js';

const DIALECTS: { readonly [N in DialectName]: Dialect } = { 'api-v2': apiV2, 'core-v1': coreV1 };

/** The dialect of that name. */
export function dialectNamed(name: DialectName): Dialect {
  return DIALECTS[name];
}

/**
 * The dialect that answers on a path: by its prefix, and api-v2 for everything outside of both (decisions §6).
 * @param target an origin-form request target, with or without its query
 */
export function dialectFor(target: string): Dialect {
  const path = target.includes('%') ? decoded(target) : target;
  const end = path.charAt(coreV1.prefix.length);
  const isCoreV1 = path.startsWith(coreV1.prefix) && (end === '' || end === '/' || end === '?');
  return isCoreV1 ? coreV1 : apiV2;
}

/** The router compares decoded paths, so `/%63ore/v1` is core-v1's. What cannot be decoded has no route. */
function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}
