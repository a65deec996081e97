/** `1,234`, with so many digits after the point. */
export function count(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** An amount as it is easily said: `412`, `93,000`, `1.2 million`. */
export function about(value: number): string {
  if (value >= 1e9) return `${count(value / 1e9, 1)} billion`;
  if (value >= 1e6) return `${count(value / 1e6, 1)} million`;
  return count(value >= 10_000 ? Math.round(value / 1000) * 1000 : value);
}

/** `$1.23`; `$1,234` from a thousand on. */
export function dollars(value: number): string {
  return `$${count(value, value >= 1000 ? 0 : 2)}`;
}

/** `45 s`, `12 min`, `3.5 h`. */
export function duration(seconds: number): string {
  if (seconds < 100) return `${count(seconds)} s`;
  if (seconds < 100 * 60) return `${count(seconds / 60)} min`;
  return `${count(seconds / 3600, 1)} h`;
}

/** `11:00` of seconds since midnight. */
export function timeOfDay(seconds: number): string {
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${pad(seconds / 3600)}:${pad((seconds / 60) % 60)}`;
}
