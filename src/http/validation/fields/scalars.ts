import { Transform } from 'class-transformer';
import { Check } from './check.js';
import { unixTime } from './schemas.js';
import { describeAs } from '../described.js';

const DIGITS = /^-?[0-9]{1,15}$/;

/** The words of the documented framework; a form and a query know only texts. */
const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...[true, 'true', 'yes', 1, '1'].map((word) => [word, true] as const),
  ...[false, 'false', 'no', 0, '0'].map((word) => [word, false] as const),
]);

/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/**
 * True or false, as JSON says it, or as `true`, `yes`, `1`, `false`, `no` or `0`. The DTO gets the boolean. Rules:
 * `missing`, `not_a_flag`.
 */
export function BooleanField(): PropertyDecorator {
  const asFlag = Transform(({ value }: { value: unknown }) => FLAGS.get(value) ?? value);
  const check = Check((value) => (typeof value === 'boolean' ? [] : [{ rule: 'not_a_flag' }]), 'not_a_flag');
  return (target, property) => {
    describeAs({ type: 'boolean' })(target, property);
    asFlag(target, property);
    check(target, property);
  };
}

/**
 * A moment in unix seconds, to the end of the year 9999. As in the documented framework it is a number and never its
 * digits in a text. Rules: `missing`, `not_a_time`, `negative`, `too_large`.
 */
export function UnixTime(): PropertyDecorator {
  const check = Check((value) => {
    if (!Number.isInteger(value)) return [{ rule: 'not_a_time' }];
    if (Number(value) < 0) return [{ rule: 'negative' }];
    return Number(value) > LAST_SECOND ? [{ rule: 'too_large' }] : [];
  }, 'not_a_time');
  return (target, property) => {
    describeAs({ ...unixTime, maximum: LAST_SECOND })(target, property);
    check(target, property);
  };
}

/**
 * A whole number, as a number or as its digits in a text: a query knows only texts (api-v2.md §8). The DTO gets the
 * number. Rules: `missing`, `not_a_number`, `too_small`, `too_large`.
 * @param otherwise what the DTO takes where it is left out; it stands in the API's document
 */
export function IntegerField({
  min,
  max,
  otherwise,
}: {
  min: number;
  max: number;
  otherwise?: number;
}): PropertyDecorator {
  const asNumber = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && DIGITS.test(value) ? Number(value) : value,
  );
  const check = Check((value) => {
    if (!Number.isSafeInteger(value)) return [{ rule: 'not_a_number' }];
    if (Number(value) < min) return [{ rule: 'too_small' }];
    return Number(value) > max ? [{ rule: 'too_large' }] : [];
  }, 'not_a_number');
  return (target, property) => {
    const schema = { type: 'integer', minimum: min, maximum: max };
    describeAs(otherwise === undefined ? schema : { ...schema, default: otherwise })(target, property);
    asNumber(target, property);
    check(target, property);
  };
}
