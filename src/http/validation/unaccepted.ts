import { DomainError, type Violation } from '../../common/errors.js';
import type { Dialect, Tree } from '../../dialects/shared/dialect.js';
import type { DtoClass } from './argument-metadata.js';
import { namesIn } from './names.js';
import type { Rule } from './rules.js';
import { publishedOf } from './violations.js';

const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** However it is written: `dry_run`, `dryRun`, `dry-run`, `DRYRUN`. */
const DRY_RUN = /^dry[_-]?run$/i;

/** What a request has sent, and to which route. */
interface Sent {
  readonly method: string;
  readonly dto: DtoClass;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Tree;
  readonly body: Tree;
  /** Whether the arguments of the route are in its query though its method has a body. */
  readonly inQuery: boolean;
}

/** Whether requests of this method change something, and may have a body. */
export function hasBody(method: string): boolean {
  return METHODS_WITH_BODY.has(method.toUpperCase());
}

/**
 * Refuses what would be ignored, or taken from the wrong place, to the harm of the caller:
 *
 * - a dry run of a change, which nothing here can do: an unknown argument is ignored, and the change would be made;
 * - in a dialect that takes the arguments of a body from the body alone, those in the query, where proxies
 *   write them to their logs.
 * @throws DomainError invalid_arguments
 */
export function refuseUnaccepted({ method, dto, path, query, body, inQuery }: Sent, dialect: Dialect): void {
  if (!hasBody(method)) return;
  const asked = [...Object.keys(query), ...Object.keys(body)];
  const dryRun = asked.find((name) => DRY_RUN.test(name));
  const misplaced = inQuery || dialect.takesBodyFromQuery ? [] : declaredIn(query, dto);
  const fields = [
    ...(dryRun === undefined ? [] : [violation(dto, dryRun, 'not_supported')]),
    ...misplaced.filter((name) => !Object.hasOwn(path, name)).map((name) => violation(dto, name, 'not_in_query')),
  ];
  if (fields.length > 0) throw new DomainError('invalid_arguments', { fields });
}

function declaredIn(query: Tree, dto: DtoClass): string[] {
  const names = Object.keys(query);
  if (names.length === 0) return names;
  const declared = namesIn(dto);
  return names.filter((name) => declared.has(name));
}

function violation(dto: DtoClass, name: string, rule: Rule): Violation {
  return { path: [name], rule, ...publishedOf(dto.prototype as object, name) };
}
