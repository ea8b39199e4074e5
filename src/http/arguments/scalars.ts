import { Transform } from 'class-transformer';
import { Check } from './check.js';
import { describeAs } from './described.js';

const DIGITS = /^-?[0-9]{1,15}$/;

/** True or false, as JSON says it. Rules: `missing`, `invalid_scalar`. */
export function Flag(): PropertyDecorator {
  const check = Check((value) => (typeof value === 'boolean' ? [] : [{ rule: 'invalid_scalar' }]), 'invalid_scalar');
  return (target, property) => {
    describeAs({ type: 'boolean' })(target, property);
    check(target, property);
  };
}

/**
 * A whole number, as a number or as its digits in a text: a query knows only texts (api-v2.md §8). The DTO gets the
 * number. Rules: `missing`, `not_a_number`, `too_small`, `too_large`.
 * @param otherwise what the DTO takes where it is left out; it stands in the API's document
 */
export function WholeNumber({
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
