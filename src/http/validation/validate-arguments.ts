import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DomainError, type Violation } from '../../common/errors.js';
import type { SentArguments, Tree } from '../../dialects/shared/dialect.js';
import { isCertainlyValid } from './compiled-validation.js';
import type { DtoClass } from './argument-metadata.js';
import { idOf } from './fields/text.js';
import { violationsIn } from './violations.js';

/**
 * Validates the arguments of a request by the DTO of its route; members the DTO does not declare are dropped.
 * @throws DomainError `invalid_arguments` with every violation, in the order in which the DTO declares its arguments
 */
export function validateArguments<T extends object>(dto: new () => T, tree: Tree, path: SentArguments['path']): T {
  const args = plainToInstance(dto, tree);
  if (isCertainlyValid(args)) return args;
  const fields = violationsIn(validateSync(args, { whitelist: true, stopAtFirstError: true }));
  if (fields.length === 0) return args;
  const badId = badPathId(dto, fields, path);
  throw new DomainError('invalid_arguments', badId === undefined ? { fields } : { fields, badId });
}

/** An id in the path that does not have the form of one, if nothing else is wrong. */
function badPathId(dto: DtoClass, fields: readonly Violation[], path: SentArguments['path']) {
  const [only, second] = fields;
  const property = only?.path[0];
  if (second !== undefined || only?.rule !== 'pattern' || typeof property !== 'string') return undefined;
  const id = path[property];
  const name = idOf(dto.prototype as object, property);
  return id === undefined || name === undefined ? undefined : { name, id };
}
