import 'reflect-metadata';
import type { ErrorCode } from '../../common/errors.js';

const ARGUMENT_SET = Symbol('argument set');

/** What core-v1 publishes about a set of arguments beside its id. */
interface SetDetails {
  readonly name?: string;
  readonly description?: string;
  /** What a look-up of it may end with. */
  readonly refuses?: readonly ErrorCode[];
}

/** The id core-v1 publishes for the arguments of this DTO: `CoreAPI/ArgumentSets/KeyValue` (core-v1.md §5.3). */
export function ArgumentSet(id: string, details: SetDetails = {}): ClassDecorator {
  return (dto) => Reflect.defineMetadata(ARGUMENT_SET, { ...details, id }, dto);
}

/** What is published of the arguments of a DTO, if they have an id. */
export function publishedSet(dto: object): (SetDetails & { readonly id: string }) | undefined {
  return Reflect.getMetadata(ARGUMENT_SET, dto) as (SetDetails & { readonly id: string }) | undefined;
}

/** The published id of the set an instance of a DTO belongs to, if it has one. */
export function argumentSetOf(instance: object | undefined): string | undefined {
  return instance && publishedSet(instance.constructor)?.id;
}
