/** A rate from 0 to 1 in percent, without the noise of binary fractions: 0.07 is `7 %`. */
export function formatPercent(rate: number): string {
  return `${Number((rate * 100).toPrecision(12))} %`;
}
