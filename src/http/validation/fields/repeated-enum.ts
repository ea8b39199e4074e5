import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray } from 'class-validator';
import { repeatedIn } from '../../../dialects/shared/trees.js';
import { acceptsUpTo } from '../bounds.js';
import { describeAs } from '../argument-metadata.js';
import { IsPresent } from './presence.js';
import { enumChecks } from './text.js';

/**
 * Some of a few words, of which a query gives each the same name: `kycState=approved&kycState=pending` (api-v2.md §5).
 * The DTO gets a list. Rules: `missing`, `invalid_scalar`, `invalid_enum_value`; `too_many` beyond one of each.
 */
export function RepeatedEnumField(words: readonly string[]): PropertyDecorator {
  return applyDecorators(
    describeAs({ type: 'array', items: { type: 'string', enum: words }, maxItems: words.length }),
    acceptsUpTo(words.length),
    Transform(({ value, obj, key }: { value: unknown; obj: object; key: string }) => {
      if (value === undefined || value === null) return value;
      return repeatedIn(obj, key) ?? [value].flat();
    }),
    IsPresent(),
    IsArray({ message: 'invalid_scalar' }),
    ArrayMaxSize(words.length, { message: 'too_many' }),
    ...enumChecks(words, { each: true }),
  );
}
