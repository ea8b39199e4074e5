import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { describeAs } from '../argument-metadata.js';
import { IsPresent } from './presence.js';
import { Satisfies } from './custom-checks.js';
import { unixTimeSchema } from './schemas.js';

const DIGITS = /^-?[0-9]{1,15}$/;

/** The words of the documented framework; a form and a query know only texts. */
const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...[true, 'true', 'yes', 1, '1'].map((word) => [word, true] as const),
  ...[false, 'false', 'no', 0, '0'].map((word) => [word, false] as const),
]);

/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/**
 * A JSON boolean, or `true`, `yes`, `1`, `false`, `no` or `0`. The DTO gets the boolean. Rules: `missing`,
 * `not_a_flag`.
 */
export function BooleanField(): PropertyDecorator {
  return applyDecorators(
    describeAs({ type: 'boolean' }),
    Transform(({ value }: { value: unknown }) => FLAGS.get(value) ?? value),
    IsPresent(),
    IsBoolean({ message: 'not_a_flag' }),
  );
}

/**
 * A moment in unix seconds, to the end of the year 9999. As in the documented framework it is a number and never its
 * digits in a text. Rules: `missing`, `not_a_time`, `negative`, `too_large`.
 */
export function UnixTimeField(): PropertyDecorator {
  return applyDecorators(
    describeAs({ ...unixTimeSchema, maximum: LAST_SECOND }),
    IsPresent(),
    IsInt({ message: 'not_a_time' }),
    Min(0, { message: 'negative' }),
    Max(LAST_SECOND, { message: 'too_large' }),
  );
}

/** Limits of an integer, both included. */
interface IntegerLimits {
  readonly min: number;
  readonly max: number;
  /** The default that the API's document states. The DTO has to set it. */
  readonly otherwise?: number;
}

/**
 * An integer, as a number or as its digits in a text (a query has only texts). The DTO gets the number. `IsInt` would
 * accept 1e300, so the check is for a safe integer. Rules: `missing`, `not_a_number`, `too_small`, `too_large`.
 */
export function IntegerField({ min, max, otherwise }: IntegerLimits): PropertyDecorator {
  const schema = { type: 'integer', minimum: min, maximum: max };
  return applyDecorators(
    describeAs(otherwise === undefined ? schema : { ...schema, default: otherwise }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && DIGITS.test(value) ? Number(value) : value,
    ),
    IsPresent(),
    Satisfies('not_a_number', Number.isSafeInteger),
    Min(min, { message: 'too_small' }),
    Max(max, { message: 'too_large' }),
  );
}
