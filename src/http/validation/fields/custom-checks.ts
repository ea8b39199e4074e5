import { applyDecorators } from '@nestjs/common';
import { ValidateBy, type ValidationArguments, type ValidationError } from 'class-validator';
import { charactersIn } from '../../../common/texts.js';
import { brokenMessage } from '../compiled-validation.js';
import type { Rule } from '../rules.js';

/** A rule that a value breaks, or the element of it at `index`. */
export interface BrokenRule {
  readonly rule: Rule;
  readonly index?: number;
}

/** A check that class-validator does not have. It is named by the rule that it reports. */
export function Satisfies(rule: Rule, test: (value: unknown, dto: object) => boolean): PropertyDecorator {
  const validate = (value: unknown, where?: ValidationArguments) => test(value, where?.object ?? {});
  return ValidateBy({ name: rule, validator: { validate } }, { message: rule });
}

/** A text that every database stores as it is: no lone surrogate, no NUL. Rules: `invalid_scalar`. */
export function IsStorable(): PropertyDecorator {
  return Satisfies('invalid_scalar', (text) => (text as string).isWellFormed() && !(text as string).includes('\0'));
}

/**
 * `MinLength` in code points, as the databases count. class-validator leaves out variation selectors. Rules:
 * `too_short`.
 */
export function MinCharacters(min: number): PropertyDecorator {
  return Satisfies('too_short', (text) => charactersIn(text as string) >= min);
}

/** `MaxLength` in code points; see `MinCharacters`. Rules: `too_long`. */
export function MaxCharacters(max: number): PropertyDecorator {
  return Satisfies('too_long', (text) => charactersIn(text as string) <= max);
}

/** Runs checks on each element of a list. Unlike `each` of class-validator it reports the positions, one rule each. */
export function EachElement(...checks: readonly PropertyDecorator[]): PropertyDecorator {
  class Element {}
  applyDecorators(...checks)(Element.prototype, 'value');
  const broken = (value: unknown) => brokenMessage(Element, 'value', value);
  return ValidateBy({
    name: 'eachElement',
    validator: {
      validate: (list) => !(list as readonly unknown[]).some((value) => broken(value) !== undefined),
      defaultMessage: (where) => {
        const rules = (where?.value as readonly unknown[]).map((value, index) => [broken(value), index] as const);
        return rules.flatMap(([rule, index]) => (rule === undefined ? [] : [`${rule}@${index}`])).join(' ');
      },
    },
  });
}

/** The rules that an argument breaks as a whole, or its elements: class-validator keeps them as texts, in messages. */
export function brokenRulesOf({ constraints = {} }: ValidationError): BrokenRule[] {
  const [message] = Object.values(constraints);
  if (message === undefined) return [];
  return message.split(' ').map((word) => {
    const [rule, index] = word.split('@');
    return index === undefined ? { rule: rule as Rule } : { rule: rule as Rule, index: Number(index) };
  });
}
