import { mannWhitney, median } from '../support/statistics.js';

/** Numbers from 0 to 1 that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; yield state / 2 ** 32) state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
}

function sample(source: Iterator<number, never>, size: number): number[] {
  return Array.from({ length: size }, () => source.next().value);
}

describe('median', () => {
  it('is the value in the middle, whatever the order', () => {
    expect(median([9, 1, 10])).toBe(9);
    expect(median([4, 1, 10, 2])).toBe(3);
  });
});

// The values of SciPy 1.17: mannwhitneyu(x, y, method='asymptotic').pvalue
describe('mannWhitney', () => {
  it('gives the probability that a library of statistics gives', () => {
    expect(mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(0.0121857, 6);
    expect(mannWhitney([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBeCloseTo(0.0121857, 6);
  });

  it('takes equal values as of equal rank', () => {
    expect(mannWhitney([3, 3, 3], [3, 3, 3, 3])).toBe(1);
    expect(mannWhitney([1, 2, 2, 2], [2, 3, 4, 5])).toBeCloseTo(0.0649831, 6);
  });

  it('finds no difference in two samples of one distribution, in all but few', () => {
    const source = numbers(1);
    const found = Array.from({ length: 500 }, () => mannWhitney(sample(source, 50), sample(source, 50)));
    const share = (most: number) => found.filter((p) => p <= most).length / found.length;
    expect(share(0.01)).toBeLessThan(0.03);
    expect(share(0.5)).toBeGreaterThan(0.4);
    expect(share(0.5)).toBeLessThan(0.6);
  });

  it('finds a small difference in large samples', () => {
    const source = numbers(2);
    const shifted = sample(source, 2_000).map((value) => value + 0.05);
    expect(mannWhitney(sample(source, 2_000), shifted)).toBeLessThan(1e-4);
  });
});
