import { applyDecorators } from '@nestjs/common';
import { ApiArgument, ApiDescription } from '../argument-metadata.js';
import { Optional } from './presence.js';

/** An argument of core-v1 that may be left out, or null, with its sentence and an example. @param check of its type */
export function OptionalArgument(
  { description, example }: { description: string; example: unknown },
  check: PropertyDecorator,
): PropertyDecorator {
  return applyDecorators(check, Optional({ nullable: true }), ApiDescription(description), ApiArgument({ example }));
}
