import 'reflect-metadata';
import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator';
import type { Rule } from '../rules.js';

/** What is wrong with a value, or with the element of it that stands at `index`. */
export interface Fault {
  readonly rule: Rule;
  readonly index?: number;
}

/** The name under which class-validator keeps the faults of a property; every decorator here uses this one. */
const CHECK = 'check';
const OPTIONAL = Symbol('optional');
const EXCLUDED_BY = Symbol('excluded by');

/** A fault in the form in which it passes through class-validator, which carries nothing but a text. */
const asText = ({ rule, index }: Fault) => (index === undefined ? rule : `${rule}@${index}`);

/** The faults that `Check` found in one property. */
export function faultsIn(constraints: Readonly<Record<string, string>> | undefined): Fault[] {
  const text = constraints?.[CHECK];
  if (text === undefined) return [];
  return text.split(' ').map((word) => {
    const [rule, index] = word.split('@');
    return index === undefined ? { rule: rule as Rule } : { rule: rule as Rule, index: Number(index) };
  });
}

/**
 * The one validator under all argument decorators. One for each property, because class-validator runs several from
 * the nearest upwards and reports them all.
 *
 * @param judge is never asked about undefined and null: those are `missing`, or of the wrong type where the argument
 *   may be left out but not be null
 * @param wrongType the rule for such a null
 */
export function Check(judge: (value: unknown) => readonly Fault[], wrongType: Rule): PropertyDecorator {
  const faults = (value: unknown, { object, property }: ValidationArguments): readonly Fault[] => {
    if (value === undefined) return [{ rule: 'missing' }];
    if (value === null) return [{ rule: Reflect.hasMetadata(OPTIONAL, object, property) ? wrongType : 'missing' }];
    const found = judge(value);
    return found.length === 0 && isExcluded(object, property) ? [{ rule: 'excluded' }] : found;
  };
  return ValidateBy({
    name: CHECK,
    validator: {
      validate: (value: unknown, where?: ValidationArguments) =>
        where !== undefined && faults(value, where).length === 0,
      defaultMessage: (where?: ValidationArguments) =>
        where === undefined ? '' : faults(where.value, where).map(asText).join(' '),
    },
  });
}

/**
 * The argument may be left out.
 *
 * `nullIsAbsent` is a matter of the dialect: true in core-v1, where the value then is null and means the same as
 * undefined, false in api-v2, where null is of the wrong type (decisions §4).
 */
export function Optional({ nullIsAbsent }: { nullIsAbsent: boolean }): PropertyDecorator {
  return (target, property) => {
    Reflect.defineMetadata(OPTIONAL, { nullIsAbsent }, target, property);
    const present = (_: unknown, value: unknown) => value !== undefined && !(nullIsAbsent && value === null);
    ValidateIf(present)(target, property);
  };
}

/**
 * The argument may be left out where the other one is left out, too, and must be given with it (api-v2, where null is
 * of the wrong type). Rules: `missing`.
 */
export function RequiredWith(other: string): PropertyDecorator {
  return (target, property) => {
    Reflect.defineMetadata(OPTIONAL, { nullIsAbsent: false }, target, property);
    const wanted = (dto: object, value: unknown) => value !== undefined || given(dto, other);
    ValidateIf(wanted)(target, property);
  };
}

/** The argument cannot be given together with any of these. Rules: `excluded`, once its value is right. */
export function IsNotSiblingOf(...others: readonly string[]): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(EXCLUDED_BY, others, target, property);
}

function isExcluded(dto: object, property: string): boolean {
  const others = (Reflect.getMetadata(EXCLUDED_BY, dto, property) as readonly string[] | undefined) ?? [];
  return others.some((other) => given(dto, other));
}

function given(dto: object, property: string): boolean {
  return (dto as Readonly<Record<string, unknown>>)[property] !== undefined;
}

/**
 * The argument may be left out where the other one is given (api-v2, where null is of the wrong type). With `IsNotSiblingOf`
 * exactly one of the two is given. Rules: `missing`.
 */
export function RequiredWithout(other: string): PropertyDecorator {
  return (target, property) => {
    Reflect.defineMetadata(OPTIONAL, { nullIsAbsent: false }, target, property);
    const wanted = (dto: object, value: unknown) => value !== undefined || !given(dto, other);
    ValidateIf(wanted)(target, property);
  };
}

/** Whether an argument may be left out, and whether null then says the same. */
export function optionality(target: object, property: string): { optional: boolean; nullIsAbsent: boolean } {
  const declared = Reflect.getMetadata(OPTIONAL, target, property) as { nullIsAbsent: boolean } | undefined;
  return { optional: declared !== undefined, nullIsAbsent: declared?.nullIsAbsent ?? false };
}
