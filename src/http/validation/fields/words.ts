import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayMaxSize } from 'class-validator';
import { takesUpTo } from '../bounds.js';
import { describeAs } from '../described.js';
import { IsPresent } from './check.js';
import { EachElement } from './custom-checks.js';
import { isWordOf } from './text.js';

/**
 * One of a few words, or a list of them; the DTO gets the list. Rules: `missing`, `invalid_scalar`; of the word, or of
 * each in the list, `invalid_scalar` and `invalid_enum_value`; `too_many` beyond one of each.
 */
export function OneOrSomeOf(words: readonly string[]): PropertyDecorator {
  const word = { type: 'string', enum: words };
  return applyDecorators(
    describeAs({ oneOf: [word, { type: 'array', items: word, maxItems: words.length }] }),
    takesUpTo(words.length),
    Transform(({ value }: { value: unknown }) => (words.includes(value as string) ? [value] : value)),
    IsPresent(),
    ...isWordOf(words, { validateIf: (_, value) => !Array.isArray(value) }),
    ArrayMaxSize(words.length, { message: 'too_many' }),
    EachElement(...isWordOf(words)),
  );
}
