/**
 * The closed list of what can be wrong with an argument. Both dialects have a text for each (a test compares them),
 * and api-v2 shows the word itself in `context.fields[].rule`, so a word is never renamed.
 */
export const RULES = [
  'missing',
  'invalid_scalar',
  'too_short',
  'too_long',
  'blank',
  'unprintable',
  'pattern',
  'invalid_enum_value',
  'array_expected',
  'object_expected',
  'too_many',
  'missing_lookup_value',
  'ambiguous_lookup_values',
  'not_a_flag',
  'not_a_number',
  'not_a_time',
  'negative',
  'too_small',
  'too_large',
  'excluded',
  'not_supported',
  'not_in_query',
  'ill_formed',
] as const;

export type Rule = (typeof RULES)[number];
