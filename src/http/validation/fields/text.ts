import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsIn, IsString, Matches, type ValidationOptions } from 'class-validator';
import { isEmail } from '../../../common/email.js';
import type { IdName } from '../../../common/errors.js';
import { ID_PATTERN } from '../../../common/ids.js';
import { isAddressOrNetwork } from '../../../common/networks.js';
import { isUnprintable, looksEmpty, type TextKind } from '../../../common/texts.js';
import { MAX_ELEMENTS, acceptsUpTo } from '../bounds.js';
import { ApiArgument, describeAs, type JsonSchema } from '../argument-metadata.js';
import { IsPresent } from './presence.js';
import { idSchema, namedSchema } from './schemas.js';
import { EachElement, IsStorable, MaxCharacters, MinCharacters, Satisfies } from './custom-checks.js';

/** Limits of a text; lengths count code points, both ends included. */
export interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** Without the flags `g` and `y`: such an expression remembers where it stopped. */
  readonly pattern?: RegExp;
  /** For what no expression can check; a refused text is reported as `pattern`. */
  readonly accepts?: (text: string) => boolean;
  /** Of a text that people read: it is refused if it looks empty or cannot be printed (`common/texts.ts`). */
  readonly kind?: TextKind;
  /** What the OpenAPI document calls texts of this kind. */
  readonly name?: string;
  /** What else is required, in a sentence: for the API's document and docs/limits.md. */
  readonly form?: string;
  /** What `accepts` requires, as far as JSON Schema can express it: documented, and checked by `accepts`. */
  readonly documented?: JsonSchema;
  /** What the domain requires and refuses by its own errors (core-v1.md §3.1): documented here, but not checked. */
  readonly domain?: Omit<TextLimits, 'domain'>;
}

const ONE_LINE = 'One line, without control, format or direction characters.';
const LINES = 'May have line breaks and tabs; no other control, format or direction characters.';

/** A text that people write and read: it does not look empty, and is on one line unless its kind allows several. */
export function line(kind: TextKind): TextLimits {
  return { min: 1, max: kind.max, kind, form: kind.lines === 'many' ? LINES : ONE_LINE };
}

/** As `line`, but the text may be empty. */
export function freeLine(kind: TextKind): TextLimits {
  return { ...line(kind), min: 0 };
}

/** An email address (docs/decisions/0003-an-email-is-an-address.md). */
export const EMAIL: TextLimits = {
  name: 'Email',
  min: 1,
  max: 254,
  accepts: isEmail,
  documented: {
    pattern: '^[^\\s@"(),:;<>\\[\\]\\\\]{1,64}@[^\\s@"(),:;<>\\[\\]\\\\]{1,253}$',
    examples: ['ada@example.com'],
  },
  form: 'An email address: at most 64 characters before the `@`, then a host name; no top-level domain is demanded. Nothing in quotes or brackets, no comments, no character that is not seen. Its host name and its ASCII letters are the same in any case.',
};

/** An IP address, or a network. */
export const NETWORK: TextLimits = {
  name: 'Network',
  accepts: isAddressOrNetwork,
  documented: { pattern: '^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$', examples: ['192.0.2.7'] },
  form: 'An IP address, or a network such as `10.0.0.0/8` or `2001:db8::/32`.',
};

const EXAMPLE_ID = '59cd72485007a239fb00282ed480da1f';
const ID_OF = Symbol('id of');

/**
 * A text. Rules: `missing`, `invalid_scalar`, `too_short`, `too_long`, `pattern`; with a `kind` also `blank` and
 * `unprintable`.
 */
export function StringField(limits: TextLimits = {}): PropertyDecorator {
  return applyDecorators(describeAs(schemaOfText(limits)), IsPresent(), ...textChecks(limits));
}

/** What is accepted for an id. */
interface IdForms {
  readonly of?: IdName;
  /** Words with a meaning of their own (`me`). */
  readonly or?: readonly string[];
  /** Whether an email address names the same thing. */
  readonly orEmail?: boolean;
}

/**
 * An id: 32 lower-case hexadecimal digits, or one of the other forms. Rules: `missing`, `invalid_scalar`, `pattern`.
 *
 * With `of`, an id in the path whose form is the only thing wrong with a request has an error of its own
 * (`InvalidOrganizationId`, api-v2.md §4.1).
 */
export function IdField(forms: IdForms = {}): PropertyDecorator {
  const { of, or = [], orEmail = false } = forms;
  const isOther = (id: unknown) => typeof id === 'string' && (or.includes(id) || (orEmail && isEmail(id)));
  return applyDecorators(
    describeAs(schemaOfId(forms)),
    ApiArgument({ ...(of !== undefined && { description: `The id of the ${of}` }), example: EXAMPLE_ID }),
    (target: object, property: string | symbol) => Reflect.defineMetadata(ID_OF, of, target, property),
    IsPresent(),
    IsString({ message: 'invalid_scalar' }),
    Matches(ID_PATTERN, { message: 'pattern', validateIf: (_, value) => !isOther(value) }),
  );
}

/** The `of` of `IdField`. */
export function idOf(dto: object, property: string): IdName | undefined {
  return Reflect.getMetadata(ID_OF, dto, property) as IdName | undefined;
}

/** One of a few words. Rules: `missing`, `invalid_scalar`, `invalid_enum_value`. */
export function EnumField(words: readonly string[]): PropertyDecorator {
  return applyDecorators(describeAs({ type: 'string', enum: words }), IsPresent(), ...enumChecks(words));
}

/** Limits of a list of texts, and of each of them. */
interface ListLimits extends TextLimits {
  /** Left out where the domain has the limit. */
  readonly maxItems?: number;
  readonly domain?: TextLimits['domain'] & { readonly maxItems?: number };
}

/** A list of texts. Rules: `missing`, `array_expected`, `too_many`; of an element those of `StringField`. */
export function StringArrayField({ maxItems = MAX_ELEMENTS, ...limits }: ListLimits): PropertyDecorator {
  const schema = { type: 'array', items: schemaOfText(limits), maxItems: limits.domain?.maxItems ?? maxItems };
  return applyDecorators(
    describeAs(schema),
    acceptsUpTo(maxItems),
    IsPresent(),
    IsArray({ message: 'array_expected' }),
    ArrayMaxSize(maxItems, { message: 'too_many' }),
    EachElement(...textChecks(limits)),
  );
}

function textChecks({ min = 0, max, pattern, accepts, kind }: TextLimits): PropertyDecorator[] {
  return [
    IsString({ message: 'invalid_scalar' }),
    IsStorable(),
    ...(min > 0 ? [MinCharacters(min)] : []),
    ...(max !== undefined ? [MaxCharacters(max)] : []),
    ...(kind ? [Satisfies('blank', (text) => !looksEmpty(text as string))] : []),
    ...(kind ? [Satisfies('unprintable', (text) => !isUnprintable(text as string, kind.lines))] : []),
    ...(pattern ? [Matches(pattern, { message: 'pattern' })] : []),
    ...(accepts ? [Satisfies('pattern', (text) => accepts(text as string))] : []),
  ];
}

/** The checks of `EnumField`, for decorators that accept several words. */
export function enumChecks(words: readonly string[], options: ValidationOptions = {}): PropertyDecorator[] {
  return [
    IsString({ ...options, message: 'invalid_scalar' }),
    IsIn(words, { ...options, message: 'invalid_enum_value' }),
  ];
}

function schemaOfId({ or = [], orEmail = false }: IdForms): JsonSchema {
  const others = [...or.map((word) => `\`${word}\``), ...(orEmail ? ['an email address'] : [])];
  if (others.length === 0) return idSchema;
  return { type: 'string', description: `An id (32 lower-case hexadecimal digits), or ${others.join(', or ')}.` };
}

function schemaOfText({ domain, ...own }: TextLimits): JsonSchema {
  const { name, min = 0, max, pattern, form, documented } = { ...own, ...domain };
  const schema = {
    type: 'string',
    ...(form !== undefined && { description: form }),
    ...(min > 0 && { minLength: min }),
    ...(max !== undefined && { maxLength: max }),
    ...(pattern !== undefined && { pattern: pattern.source }),
    ...documented,
  };
  return name === undefined ? schema : namedSchema(name, schema);
}
