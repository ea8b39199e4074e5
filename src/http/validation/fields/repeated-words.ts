import { Transform } from 'class-transformer';
import { repeatedIn } from '../../../dialects/shared/trees.js';
import { takesUpTo } from '../bounds.js';
import { Check } from './check.js';
import { describeAs } from '../described.js';

/**
 * Some of a few words, of which a query gives each the same name: `kycState=approved&kycState=pending` (api-v2.md §5).
 * The DTO gets a list. Rules: `missing`, `invalid_scalar`, `invalid_enum_value`; `too_many` beyond one of each.
 */
export function RepeatedWords(words: readonly string[]): PropertyDecorator {
  const asList = Transform(({ value, obj, key }: { value: unknown; obj: object; key: string }) => {
    if (value === undefined || value === null) return value;
    return repeatedIn(obj, key) ?? [value].flat();
  });
  const check = Check((value) => {
    const list = value as readonly unknown[];
    if (list.length > words.length) return [{ rule: 'too_many' }];
    if (!list.every((word) => typeof word === 'string')) return [{ rule: 'invalid_scalar' }];
    return list.every((word) => words.includes(word)) ? [] : [{ rule: 'invalid_enum_value' }];
  }, 'invalid_scalar');
  return (target, property) => {
    describeAs({ type: 'array', items: { type: 'string', enum: words }, maxItems: words.length })(target, property);
    takesUpTo(words.length)(target, property);
    asList(target, property);
    check(target, property);
  };
}
