import { getMetadataStorage } from 'class-validator';
import type { DtoClass } from './described.js';

/** The names of the arguments a DTO declares. */
export function namesIn(dto: DtoClass): Set<string> {
  const declared = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return new Set(declared.map(({ propertyName }) => propertyName));
}
