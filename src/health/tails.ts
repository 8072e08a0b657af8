/** ln Γ(x) for x > 0, by Stirling's series from 8 on (Abramowitz and Stegun 6.1.41) and the recurrence below. */
function logGamma(x: number): number {
  let below = 0;
  let at = x;
  for (; at < 8; at++) below += Math.log(at);
  const square = 1 / (at * at);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / at;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - below;
}

/** The chance of `x` or more of `n`, each with the chance `p`: the exact binomial tail (Clopper and Pearson 1934). */
export function binomialAtLeast(x: number, n: number, p: number): number {
  if (x <= 0 || p >= 1) return 1;
  if (p <= 0) return 0;
  const choose = logGamma(n + 1);
  let sum = 0;
  for (let k = x; k <= n; k++) {
    const log = choose - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p);
    const term = Math.exp(log);
    sum += term;
    // Past the mode terms only shrink.
    if (k > n * p && term < sum * 1e-12) break;
  }
  return Math.min(1, sum);
}

/** The chance of `x` or fewer where `mean` are expected, by Poisson; `x` is rounded down. */
export function poissonAtMost(x: number, mean: number): number {
  if (x < 0) return 0;
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= Math.floor(x); k++) {
    term *= mean / k;
    sum += term;
  }
  return Math.min(1, sum);
}
