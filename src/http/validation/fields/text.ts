import 'reflect-metadata';
import type { IdName } from '../../../common/errors.js';
import { isEmail } from '../../../common/email.js';
import { ID_PATTERN } from '../../../common/ids.js';
import { isAddressOrNetwork } from '../../../common/networks.js';
import { charactersIn, isUnprintable, looksEmpty, type TextKind } from '../../../common/texts.js';
import { MAX_ELEMENTS, takesUpTo } from '../bounds.js';
import { Check } from './check.js';
import { describeAs, type JsonSchema } from '../described.js';
import type { Rule } from '../rules.js';

/** Limits of a text; lengths count code points, both ends included. */
export interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** Without the flags `g` and `y`: such an expression remembers where it stopped. */
  readonly pattern?: RegExp;
  /** For what no expression can say; refused texts are reported as `pattern`. */
  readonly accepts?: (text: string) => boolean;
  /** Of a text that people read: what looks empty and what cannot be printed is refused (`common/texts.ts`). */
  readonly kind?: TextKind;
  /** What else is demanded, in a sentence: for the API's document and docs/limits.md. */
  readonly form?: string;
  /** What the domain demands, and refuses in its own words (core-v1.md §3.1): told in the documents, not judged here. */
  readonly domain?: Omit<TextLimits, 'domain'>;
}

const ONE_LINE = 'One line, without control, format or direction characters.';
const LINES = 'May have line breaks and tabs; no other control, format or direction characters.';

/** A text that people write and read: it looks like something, on one line unless its kind has several. */
export function line(kind: TextKind): TextLimits {
  return { min: 1, max: kind.max, kind, form: kind.lines === 'many' ? LINES : ONE_LINE };
}

/** As `line`, of a text that may say nothing. */
export function freeLine(kind: TextKind): TextLimits {
  return { ...line(kind), min: 0 };
}

/** An email address (docs/decisions/0003-an-email-is-an-address.md). */
export const EMAIL: TextLimits = {
  min: 1,
  max: 254,
  accepts: isEmail,
  form: 'An email address: at most 64 characters before the `@`, then a host name; no top-level domain is demanded. Nothing in quotes or brackets, no comments, no character that is not seen. Its host name and its ASCII letters are the same in any case.',
};

/** An IP address, or a network. */
export const NETWORK: TextLimits = {
  accepts: isAddressOrNetwork,
  form: 'An IP address, or a network such as `10.0.0.0/8` or `2001:db8::/32`.',
};

const ID_OF = Symbol('id of');

function judgeText(value: unknown, limits: TextLimits): Rule | undefined {
  const { min = 0, max = Infinity, pattern, accepts, kind } = limits;
  if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0')) return 'invalid_scalar';
  const length = charactersIn(value);
  if (length < min) return 'too_short';
  if (length > max) return 'too_long';
  if (kind && looksEmpty(value)) return 'blank';
  if (kind && isUnprintable(value, kind.lines)) return 'unprintable';
  const refused = (pattern && !pattern.test(value)) || (accepts && !accepts(value));
  return refused ? 'pattern' : undefined;
}

function schemaOfText({ domain, ...own }: TextLimits): JsonSchema {
  const { min = 0, max, pattern, form } = { ...own, ...domain };
  return {
    type: 'string',
    ...(form !== undefined && { description: form }),
    ...(min > 0 && { minLength: min }),
    ...(max !== undefined && { maxLength: max }),
    ...(pattern !== undefined && { pattern: pattern.source }),
  };
}

/** A text. Rules: `missing`, `invalid_scalar`, `too_short`, `too_long`, `pattern`; of a line `blank`, `unprintable`. */
export function StringField(limits: TextLimits = {}): PropertyDecorator {
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
  /** Whether an email address names the same thing. */
  readonly orEmail?: boolean;
}

function schemaOfId({ or = [], orEmail = false }: IdForms): JsonSchema {
  const others = [...or.map((word) => `\`${word}\``), ...(orEmail ? ['an email address'] : [])];
  if (others.length === 0) return { type: 'string', pattern: ID_PATTERN.source };
  return { type: 'string', description: `An id (32 lower-case hexadecimal digits), or ${others.join(', or ')}.` };
}

/**
 * An id: 32 lower-case hexadecimal digits, or what else may stand for it. Rules: `missing`, `invalid_scalar`,
 * `pattern`.
 *
 * With `of`, an id in the path whose form is the only thing wrong with a request is told as such
 * (`InvalidOrganizationId`, api-v2.md §4.1).
 */
export function IdText(forms: IdForms = {}): PropertyDecorator {
  const { of, or = [], orEmail = false } = forms;
  return (target, property) => {
    describeAs(schemaOfId(forms))(target, property);
    if (of !== undefined) Reflect.defineMetadata(ID_OF, of, target, property);
    Check((value) => {
      if (typeof value !== 'string') return [{ rule: 'invalid_scalar' }];
      const isNamed = ID_PATTERN.test(value) || or.includes(value) || (orEmail && isEmail(value));
      return isNamed ? [] : [{ rule: 'pattern' }];
    }, 'invalid_scalar')(target, property);
  };
}

/** Whose id a property of a DTO holds, when `IdText` was told. */
export function idOf(dto: object, property: string): IdName | undefined {
  return Reflect.getMetadata(ID_OF, dto, property) as IdName | undefined;
}

/** One of a few words. Rules: `missing`, `invalid_scalar`, `invalid_enum_value`. */
export function EnumField(words: readonly string[]): PropertyDecorator {
  const check = Check((value) => {
    if (typeof value !== 'string') return [{ rule: 'invalid_scalar' }];
    return words.includes(value) ? [] : [{ rule: 'invalid_enum_value' }];
  }, 'invalid_scalar');
  return (target, property) => {
    describeAs({ type: 'string', enum: words })(target, property);
    check(target, property);
  };
}

/** Limits of a list of texts, and of each of them. */
interface ListLimits extends TextLimits {
  /** Where the domain has the limit it need not be said. */
  readonly maxItems?: number;
  readonly domain?: TextLimits['domain'] & { readonly maxItems?: number };
}

/** A list of texts. Rules: `missing`, `array_expected`, `too_many`; of an element those of `StringField`. */
export function StringArrayField({ maxItems = MAX_ELEMENTS, ...limits }: ListLimits): PropertyDecorator {
  const check = Check((value) => {
    if (!Array.isArray(value)) return [{ rule: 'array_expected' }];
    if (value.length > maxItems) return [{ rule: 'too_many' }];
    return value.flatMap((element: unknown, index) => {
      const rule = judgeText(element, limits);
      return rule === undefined ? [] : [{ rule, index }];
    });
  }, 'array_expected');
  return (target, property) => {
    const most = limits.domain?.maxItems ?? maxItems;
    describeAs({ type: 'array', items: schemaOfText(limits), maxItems: most })(target, property);
    takesUpTo(maxItems)(target, property);
    check(target, property);
  };
}
