import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray } from 'class-validator';
import { repeatedIn } from '../../../dialects/shared/trees.js';
import { takesUpTo } from '../bounds.js';
import { describeAs } from '../described.js';
import { IsPresent } from './check.js';
import { isWordOf } from './text.js';

/**
 * Some of a few words, of which a query gives each the same name: `kycState=approved&kycState=pending` (api-v2.md §5).
 * The DTO gets a list. Rules: `missing`, `invalid_scalar`, `invalid_enum_value`; `too_many` beyond one of each.
 */
export function RepeatedWords(words: readonly string[]): PropertyDecorator {
  return applyDecorators(
    describeAs({ type: 'array', items: { type: 'string', enum: words }, maxItems: words.length }),
    takesUpTo(words.length),
    Transform(({ value, obj, key }: { value: unknown; obj: object; key: string }) => {
      if (value === undefined || value === null) return value;
      return repeatedIn(obj, key) ?? [value].flat();
    }),
    IsPresent(),
    IsArray({ message: 'invalid_scalar' }),
    ArrayMaxSize(words.length, { message: 'too_many' }),
    ...isWordOf(words, { each: true }),
  );
}
