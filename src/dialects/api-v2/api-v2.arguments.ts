import type { Problem, Violation } from '../../common/errors.js';

/** What follows the argument's name in the sentence, for each rule of `http/arguments/rules.ts`. */
export const apiV2Rules: Readonly<Record<string, string>> = {
  missing: 'is required',
  invalid_scalar: 'is not of the right type',
  too_short: 'is too short',
  too_long: 'is too long',
  blank: 'must not be blank',
  unprintable: 'must not contain control, format or direction characters',
  pattern: 'does not have the right form',
  invalid_enum_value: 'is not one of the accepted values',
  array_expected: 'must be a list',
  object_expected: 'must be an object',
  too_many: 'has too many elements',
  missing_lookup_value: 'must name one of its keys',
  ambiguous_lookup_values: 'must name only one of its keys',
  not_a_flag: 'must be true or false',
  not_a_number: 'must be a whole number',
  not_a_time: 'must be a whole number of unix seconds',
  negative: 'must not be negative',
  too_small: 'is too small',
  too_large: 'is too large',
  excluded: 'cannot be given together with what else was given',
  not_supported: 'is not supported here, so nothing was done: without it the request is carried out',
  not_in_query: 'must be sent in the body, and not in the query',
  ill_formed: 'cannot be read: check its percent-encoding and brackets',
};

const PROBLEMS: { readonly [P in Problem['problem']]: string } = {
  blank: 'must not be blank',
  invalid: 'is not valid',
  reserved: 'is reserved',
  taken: 'is already taken',
  too_long: 'is too long',
  unprintable: 'must not contain control, format or direction characters',
  duplicate: 'must not be given twice',
  too_often: 'was changed too often in 30 days',
};

/** A path as people write it: `thirdPartyIdentifier[1].label`. */
export function pathText(path: Violation['path']): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** One sentence for all violations, so that all can be fixed at once. */
export function violationsSentence(fields: readonly Violation[]): string {
  const parts = fields.map(({ path, rule }) => `${pathText(path)} ${apiV2Rules[rule] ?? 'is not valid'}`);
  return `The request is not valid: ${parts.join('; ')}.`;
}

/** One sentence for values of the right type that cannot be accepted. */
export function problemsSentence(problems: readonly Problem[]): string {
  const parts = problems.map(({ field, problem, limit }) => {
    const bound = limit === undefined ? '' : ` (at most ${limit})`;
    return `${field} ${PROBLEMS[problem]}${bound}`;
  });
  return `The request cannot be accepted: ${parts.join('; ')}.`;
}
