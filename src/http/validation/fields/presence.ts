import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { IsDefined, IsOptional, ValidateIf } from 'class-validator';
import { Satisfies } from './custom-checks.js';

const OPTIONAL = Symbol('optional');
const RELATIONS = Symbol('relations');

/**
 * The argument may be left out.
 *
 * `nullable` depends on the dialect: true in core-v1 (as `IsOptional` of class-validator), where the DTO gets the
 * null; false in api-v2, where null is refused as a value of the wrong type.
 */
export function Optional({ nullable }: { nullable: boolean }): PropertyDecorator {
  return applyDecorators(
    markOptional(nullable),
    nullable ? IsOptional() : ValidateIf((_: object, value: unknown) => value !== undefined),
  );
}

/** The argument is required if the other one is given, and optional otherwise. Null is a value. Rules: `missing`. */
export function RequiredWith(other: string): PropertyDecorator {
  return applyDecorators(
    markOptional(false),
    relate({ requiredWith: other }),
    ValidateIf((dto: object, value: unknown) => value !== undefined || isGiven(dto, other)),
  );
}

/**
 * The argument is required unless the other one is given; together with `IsNotSiblingOf`, exactly one of the two is
 * accepted. Null is a value. Rules: `missing`.
 */
export function RequiredWithout(other: string): PropertyDecorator {
  return applyDecorators(
    markOptional(false),
    relate({ requiredWithout: other }),
    ValidateIf((dto: object, value: unknown) => value !== undefined || !isGiven(dto, other)),
  );
}

/**
 * The argument cannot be given together with any of the others. Rules: `excluded`. Decorators are applied from the
 * bottom up, so write it above the argument's type: an invalid value is then reported as that.
 */
export function IsNotSiblingOf(...others: readonly string[]): PropertyDecorator {
  return applyDecorators(
    relate({ notWith: others }),
    Satisfies('excluded', (_, dto) => !others.some((other) => isGiven(dto, other))),
  );
}

/**
 * `IsDefined` of class-validator, except that null of an optional argument is left to the check of its type. Every
 * field decorator has it. Rules: `missing`.
 */
export function IsPresent(): PropertyDecorator {
  return (target, property) => {
    const validateIf = (dto: object, value: unknown) => value !== null || !optionality(dto, String(property)).optional;
    IsDefined({ message: 'missing', validateIf })(target, property);
  };
}

/** Whether an argument may be left out, and whether null then means the same. */
export function optionality(target: object, property: string): { optional: boolean; nullable: boolean } {
  const declared = Reflect.getMetadata(OPTIONAL, target, property) as { nullable: boolean } | undefined;
  return { optional: declared !== undefined, nullable: declared?.nullable ?? false };
}

/** What an argument has to do with others of its DTO. */
export interface Relations {
  readonly requiredWith?: string;
  readonly requiredWithout?: string;
  readonly notWith?: readonly string[];
}

/** What decorators of this file say of an argument and others. */
export function relationsOf(target: object, property: string): Relations {
  return (Reflect.getMetadata(RELATIONS, target, property) ?? {}) as Relations;
}

function relate(relation: Relations): PropertyDecorator {
  return (target, property) => {
    const known = relationsOf(target, String(property));
    Reflect.defineMetadata(RELATIONS, { ...known, ...relation }, target, property);
  };
}

function markOptional(nullable: boolean): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(OPTIONAL, { nullable }, target, property);
}

function isGiven(dto: object, property: string): boolean {
  return (dto as Readonly<Record<string, unknown>>)[property] !== undefined;
}
