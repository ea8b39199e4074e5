import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayMaxSize } from 'class-validator';
import { acceptsUpTo } from '../bounds.js';
import { describeAs } from '../argument-metadata.js';
import { IsPresent } from './presence.js';
import { EachElement } from './custom-checks.js';
import { enumChecks } from './text.js';

/**
 * One of a few words, or a list of them; the DTO gets the list. Rules: `missing`, `invalid_scalar`; of the word, or of
 * each in the list, `invalid_scalar` and `invalid_enum_value`; `too_many` beyond one of each.
 */
export function EnumOrArrayField(words: readonly string[]): PropertyDecorator {
  const word = { type: 'string', enum: words };
  return applyDecorators(
    describeAs({ oneOf: [word, { type: 'array', items: word, maxItems: words.length }] }),
    acceptsUpTo(words.length),
    Transform(({ value }: { value: unknown }) => (words.includes(value as string) ? [value] : value)),
    IsPresent(),
    ...enumChecks(words, { validateIf: (_, value) => !Array.isArray(value) }),
    ArrayMaxSize(words.length, { message: 'too_many' }),
    EachElement(...enumChecks(words)),
  );
}
