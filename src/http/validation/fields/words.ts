import { Transform } from 'class-transformer';
import { takesUpTo } from '../bounds.js';
import { Check, type Fault } from './check.js';
import { describeAs } from '../described.js';

/**
 * One of a few words, or a list of them; the DTO gets the list. Rules: `missing`, `invalid_scalar`; of the word, or of
 * each in the list, `invalid_scalar` and `invalid_enum_value`; `too_many` beyond one of each.
 */
export function OneOrSomeOf(words: readonly string[]): PropertyDecorator {
  const faultOf = (word: unknown): Fault[] => {
    if (typeof word !== 'string') return [{ rule: 'invalid_scalar' }];
    return words.includes(word) ? [] : [{ rule: 'invalid_enum_value' }];
  };
  const check = Check((value) => {
    if (!Array.isArray(value)) return faultOf(value);
    if (value.length > words.length) return [{ rule: 'too_many' }];
    return value.flatMap((word: unknown, index) => faultOf(word).map(({ rule }) => ({ rule, index })));
  }, 'invalid_scalar');
  const asList = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && words.includes(value) ? [value] : value,
  );
  const word = { type: 'string', enum: words };
  return (target, property) => {
    describeAs({ oneOf: [word, { type: 'array', items: word, maxItems: words.length }] })(target, property);
    takesUpTo(words.length)(target, property);
    asList(target, property);
    check(target, property);
  };
}
