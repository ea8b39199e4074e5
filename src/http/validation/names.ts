import { getMetadataStorage } from 'class-validator';
import type { DtoClass } from './argument-metadata.js';

const known = new WeakMap<DtoClass, ReadonlySet<string>>();

/** The names of the arguments a DTO declares. */
export function namesIn(dto: DtoClass): ReadonlySet<string> {
  const found = known.get(dto) ?? declaredNames(dto);
  known.set(dto, found);
  return found;
}

/** class-validator looks through every class that has a check, to find those that this one inherits. */
function declaredNames(dto: DtoClass): ReadonlySet<string> {
  const declared = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return new Set(declared.map(({ propertyName }) => propertyName));
}
