import 'reflect-metadata';
import type { IdName } from '../../common/errors.js';
import { isEmail } from '../../common/email.js';
import { ID_PATTERN } from '../../common/ids.js';
import { isUnprintable, looksEmpty, type TextKind } from '../../common/texts.js';
import { Check } from './check.js';
import { describeAs, type JsonSchema } from './described.js';
import type { Rule } from './rules.js';

/** Limits of a text; lengths count code points, both ends included. */
export interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** Without the flags `g` and `y`: such an expression remembers where it stopped. */
  readonly pattern?: RegExp;
  /** For what no expression can say; refused texts are reported as `pattern`. */
  readonly accepts?: (text: string) => boolean;
  /** Whether what looks empty and what cannot be printed is refused (`common/texts.ts`). */
  readonly isLine?: boolean;
}

/** A text that people write and read: it looks like something, on one line. */
export function line({ max }: TextKind): TextLimits {
  return { min: 1, max, isLine: true };
}

/** An email address (docs/decisions/0003-an-email-is-an-address.md). */
export const EMAIL: TextLimits = { min: 1, max: 254, accepts: isEmail };

const ID_OF = Symbol('id of');

function judgeText(value: unknown, limits: TextLimits): Rule | undefined {
  const { min = 0, max = Infinity, pattern, accepts, isLine = false } = limits;
  if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0')) return 'invalid_scalar';
  const length = [...value].length;
  if (length < min) return 'too_short';
  if (length > max) return 'too_long';
  if (isLine && looksEmpty(value)) return 'blank';
  if (isLine && isUnprintable(value)) return 'unprintable';
  const refused = (pattern && !pattern.test(value)) || (accepts && !accepts(value));
  return refused ? 'pattern' : undefined;
}

function schemaOfText({ min = 0, max, pattern }: TextLimits): JsonSchema {
  return {
    type: 'string',
    ...(min > 0 && { minLength: min }),
    ...(max !== undefined && { maxLength: max }),
    ...(pattern !== undefined && { pattern: pattern.source }),
  };
}

/** A text. Rules: `missing`, `invalid_scalar`, `too_short`, `too_long`, `pattern`; of a line `blank`, `unprintable`. */
export function Text(limits: TextLimits = {}): PropertyDecorator {
  const check = Check((value) => {
    const rule = judgeText(value, limits);
    return rule === undefined ? [] : [{ rule }];
  }, 'invalid_scalar');
  return (target, property) => {
    describeAs(schemaOfText(limits))(target, property);
    check(target, property);
  };
}

/** What may stand for an id. */
interface IdForms {
  readonly of?: IdName;
  /** Words with a meaning of their own (`me`). */
  readonly or?: readonly string[];
  /** What else names the same thing, where an id is one of several ways. */
  readonly accepts?: (text: string) => boolean;
}

/**
 * An id: 32 lower-case hexadecimal digits, or what else may stand for it. Rules: `missing`, `invalid_scalar`,
 * `pattern`.
 *
 * With `of`, an id in the path whose form is the only thing wrong with a request is told as such
 * (`InvalidOrganizationId`, api-v2.md §4.1).
 */
export function IdText({ of, or = [], accepts }: IdForms = {}): PropertyDecorator {
  return (target, property) => {
    if (of !== undefined) Reflect.defineMetadata(ID_OF, of, target, property);
    Check((value) => {
      if (typeof value !== 'string') return [{ rule: 'invalid_scalar' }];
      return ID_PATTERN.test(value) || or.includes(value) || accepts?.(value) ? [] : [{ rule: 'pattern' }];
    }, 'invalid_scalar')(target, property);
  };
}

/** Whose id a property of a DTO holds, when `IdText` was told. */
export function idOf(dto: object, property: string): IdName | undefined {
  return Reflect.getMetadata(ID_OF, dto, property) as IdName | undefined;
}

/** One of a few words. Rules: `missing`, `invalid_scalar`, `invalid_enum_value`. */
export function OneOf(words: readonly string[]): PropertyDecorator {
  const check = Check((value) => {
    if (typeof value !== 'string') return [{ rule: 'invalid_scalar' }];
    return words.includes(value) ? [] : [{ rule: 'invalid_enum_value' }];
  }, 'invalid_scalar');
  return (target, property) => {
    describeAs({ type: 'string', enum: words })(target, property);
    check(target, property);
  };
}

/** A list of texts. Rules: `missing`, `array_expected`, `too_many`; of an element those of `Text`. */
export function TextList({ maxItems, ...limits }: TextLimits & { maxItems: number }): PropertyDecorator {
  const check = Check((value) => {
    if (!Array.isArray(value)) return [{ rule: 'array_expected' }];
    if (value.length > maxItems) return [{ rule: 'too_many' }];
    return value.flatMap((element: unknown, index) => {
      const rule = judgeText(element, limits);
      return rule === undefined ? [] : [{ rule, index }];
    });
  }, 'array_expected');
  return (target, property) => {
    describeAs({ type: 'array', items: schemaOfText(limits), maxItems })(target, property);
    check(target, property);
  };
}
