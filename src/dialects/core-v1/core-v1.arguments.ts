import type { Problem, Violation } from '../../common/errors.js';

const DESCRIPTIONS = {
  invalid_scalar:
    'The value provided was not of an appropriate type for the scalar that was requested. For example, you may have passed a string where an integer was required etc...',
  parse_error:
    'The value provided could not be parsed into an appropriate value by the server. For example, if a date was expected and the value could not be interpretted as such.',
  missing_lookup_value: 'A value for a lookup argument set has not been provided but at least one value is required.',
  ambiguous_lookup_values:
    'More than one value has been provided for a lookup argument set. Only one option may be provided.',
  invalid_enum_value: 'The value provided was not one of the options suitable for the enum.',
  object_expected: null,
  array_expected: null,
  validation_errors: null,
} as const;

interface Issue {
  readonly issue: keyof typeof DESCRIPTIONS;
  readonly errors: readonly string[];
}

const INTEGER_TEXT = 'Integer must be provided as an integer or a string only containing numbers';
const BOOLEAN_TEXT =
  'Boolean must be provided as a boolean, as a string containing true or false or as 0 or 1 as an integer.';
const TIME_TEXT = 'Time must be provided as an integer';
const NEGATIVE_TEXT = 'Integer must be positive or zero';
const FORM_TEXT = 'The value could not be decoded from the query or form it was given in';
const plain = (issue: Issue['issue']): Issue => ({ issue, errors: [] });
const unread = (error: string): Issue => ({ issue: 'parse_error', errors: [error] });
const broken = (rule: string): Issue => ({ issue: 'validation_errors', errors: [rule] });

/** The documented issue of each rule of `http/arguments/rules.ts`, but `missing`, which is an error of its own. */
export const coreV1Issues: Readonly<Record<string, Issue>> = {
  invalid_scalar: plain('invalid_scalar'),
  too_short: broken('too_short'),
  too_long: broken('too_long'),
  blank: broken('blank'),
  unprintable: broken('unprintable'),
  pattern: broken('pattern'),
  invalid_enum_value: plain('invalid_enum_value'),
  array_expected: plain('array_expected'),
  object_expected: plain('object_expected'),
  too_many: broken('too_many'),
  missing_lookup_value: plain('missing_lookup_value'),
  ambiguous_lookup_values: plain('ambiguous_lookup_values'),
  not_a_flag: unread(BOOLEAN_TEXT),
  not_a_number: unread(INTEGER_TEXT),
  not_a_time: unread(TIME_TEXT),
  negative: unread(NEGATIVE_TEXT),
  too_small: broken('too_small'),
  too_large: broken('too_large'),
  excluded: broken('excluded'),
  not_supported: broken('not_supported'),
  not_in_query: broken('not_in_query'),
  ill_formed: unread(FORM_TEXT),
};

const PAGE_ARGUMENTS = new Set(['page', 'per_page']);

/**
 * The published rules for a page that is out of bounds. The second is published under this name although the limit is
 * 200 (core-v1.md §4.4).
 */
const PAGE_ISSUES: Readonly<Record<string, Issue>> = {
  too_small: broken('greater_than_zero'),
  too_large: broken('less_than_or_equal_to_one_hundred'),
};

function issueOf(rule: string, name: string): Issue {
  return (PAGE_ARGUMENTS.has(name) ? PAGE_ISSUES[rule] : undefined) ?? coreV1Issues[rule] ?? broken(rule);
}

/** An invalid or missing argument, as core-v1.md §5.3 publishes it. */
export interface ArgumentError {
  readonly code: 'missing_required_argument' | 'invalid_argument';
  readonly description: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The set of what is no argument of an endpoint: clients expect an id that is always a text. */
const HEADERS = 'CoreAPI/ArgumentSets/RequestHeaders';

/** `sub_domain` as it is written in published names: `SubDomain`. */
export function camelCase(name: string): string {
  return name.replace(/(?:^|[_-])([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

/**
 * Renders one bad argument. Positions in lists are left out of its path; if the element itself is of the wrong type,
 * `index` is its position (core-v1.md §5.3).
 */
export function argumentError({ path, rule, argumentSet = HEADERS, ...said }: Violation): ArgumentError {
  const names = path.filter((step) => typeof step === 'string');
  const last = path.at(-1);
  const name = names.at(-1) ?? '';
  const dotted = names.join('.');
  const description = said.description ?? null;
  if (rule === 'missing') {
    return {
      code: 'missing_required_argument',
      description: `The '${dotted}' argument is required but has not been provided`,
      detail: { path: names, argument: { name, description } },
    };
  }
  const { issue, errors } = issueOf(rule, name);
  const id = `${argumentSet}/${camelCase(name)}Argument`;
  return {
    code: 'invalid_argument',
    description: `The '${dotted}' argument is invalid`,
    detail: {
      path: names,
      index: typeof last === 'number' ? last : null,
      issue,
      issue_description: DESCRIPTIONS[issue],
      errors,
      argument: { id, name, description },
    },
  };
}

const LISTS = new Set(['annotations', 'authorized_ip_addresses']);

/** What follows the attribute in a message, worded as Rails does (core-v1.md §5.2). */
const PROBLEMS: { readonly [P in Problem['problem']]: (field: string, limit?: number) => string } = {
  blank: () => "can't be blank",
  invalid: () => 'is invalid',
  reserved: () => 'is reserved',
  taken: () => 'has already been taken',
  unprintable: () => 'contains unprintable characters',
  duplicate: () => 'has been given more than once',
  too_often: (_, limit) => `has been changed too often (maximum is ${limit} in 30 days)`,
  too_long: (field, limit) =>
    limit === undefined
      ? 'is too long'
      : `is too long (maximum is ${limit} ${LISTS.has(field) ? 'elements' : 'characters'})`,
};

/** A full message with its attribute humanised: `Sub domain has already been taken`. */
export function problemMessage({ field, problem, limit }: Problem): string {
  const words = field.replace(/\[\d+\]/g, '').replace(/[._]/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${PROBLEMS[problem](field, limit)}`;
}
