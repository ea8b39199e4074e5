import { median } from '../../test/support/statistics.js';

/** A middle value with its spread: half of the distance between the least and the greatest, as a part of the middle. */
export interface Spread {
  readonly median: number;
  readonly spread: number;
}

/** NaN of none. */
export function spreadOf(values: readonly number[]): Spread {
  const middle = median(values);
  const width = Math.max(...values) - Math.min(...values);
  return { median: middle, spread: width === 0 ? 0 : width / 2 / middle };
}

/** The value that this part of all values does not exceed (nearest rank). NaN of none. */
export function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}

/** NaN where one of them was not measured, or there is nothing to compare with. */
export function ratio(value: number, base: number): number {
  return base > 0 ? value / base : NaN;
}
