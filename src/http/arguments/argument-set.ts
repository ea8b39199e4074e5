import 'reflect-metadata';
const ARGUMENT_SET = Symbol('argument set');

/** The name core-v1 publishes for the arguments of this DTO: `CoreAPI/ArgumentSets/KeyValue` (core-v1.md §5.3). */
export function ArgumentSet(name: string): ClassDecorator {
  return (dto) => Reflect.defineMetadata(ARGUMENT_SET, name, dto);
}

/** The published name of the set an instance of a DTO belongs to, if it has one. */
export function argumentSetOf(instance: object | undefined): string | undefined {
  return instance && (Reflect.getMetadata(ARGUMENT_SET, instance.constructor) as string | undefined);
}
