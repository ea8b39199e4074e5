import type { PathGuard } from './token-terms.js';
import type { Organization } from '../organization/organization.js';
import { assertOpen, pathStateOf, pathStateStep } from '../organization/path/organization-path.js';

/** The path as it must be where something is made under its end: the same locks as a creation's (decisions §8). */
export function activePathGuard({ id, path, depth }: Organization): PathGuard {
  return { step: pathStateStep(path, 'locked'), judge: (rows) => assertOpen(id, rows.map(pathStateOf), depth) };
}
