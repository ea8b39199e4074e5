/** The middle value; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The two-sided Mann–Whitney test: how likely two samples of one and the same distribution differ in rank as much as
 * these. By the normal approximation with the corrections for ties and for continuity, so for samples of ten and more.
 * @returns a probability; 1 where all values are equal
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const pooled = [...one.map((value) => ({ value, isOne: true })), ...other.map((value) => ({ value, isOne: false }))];
  pooled.sort((a, b) => a.value - b.value);
  let [rankSum, ties] = [0, 0];
  for (let from = 0, to = 0; from < pooled.length; from = to) {
    while (to < pooled.length && pooled[to]!.value === pooled[from]!.value) to += 1;
    // Equal values share the mean of their ranks, which begin with 1.
    const rank = (from + 1 + to) / 2;
    rankSum += rank * pooled.slice(from, to).filter(({ isOne }) => isOne).length;
    ties += (to - from) ** 3 - (to - from);
  }
  const [n, m, all] = [one.length, other.length, pooled.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  if (!(deviation > 0)) return 1;
  return Math.min(1, complementaryError(Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation / Math.SQRT2));
}

/** erfc(x) of x >= 0, exact to 1.2e-7 of its value (Numerical Recipes, 6.2). */
function complementaryError(x: number): number {
  const t = 1 / (1 + x / 2);
  const coefficients = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
    -1.26551223,
  ];
  return t * Math.exp(coefficients.reduce((sum, each) => sum * t + each) - x * x);
}
