/** A time as logs of web servers have it: `12/Mar/2020:19:03:58 +0000` */
export function clfTime(timeEpoch: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(timeEpoch).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
