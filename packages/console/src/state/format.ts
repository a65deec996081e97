const time = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const integer = new Intl.NumberFormat('en-US');

/** Local time of an ISO time, with its day unless that is today. */
export function formatTime(iso: string, now: Date): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toDateString() === now.toDateString()
    ? time.format(date)
    : `${day.format(date)}, ${time.format(date)}`;
}

/** Seconds or more between two times, short: `340 ms`, `2.1 s`, `3 min`, `5 h`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} days`;
}

export function formatInteger(value: number): string {
  return integer.format(value);
}

/** `1 order`, `12 orders`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatInteger(count)} ${count === 1 ? noun : nouns}`;
}

/** Up to 10 per second with a decimal. */
export function formatRate(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : formatInteger(Math.round(perSecond));
}

/** A ratio as a percentage; never 100 % when something failed. */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100;
  return `${ratio < 1 && percent > 99.9 ? '99.9' : percent.toFixed(percent % 1 === 0 ? 0 : 1)} %`;
}

/** Dollars with as many digits as small amounts need. */
export function formatDollars(dollars: number): string {
  return `$${dollars >= 1 || dollars === 0 ? dollars.toFixed(2) : dollars.toPrecision(3)}`;
}
