import { type MeterReading, priceUsage } from 'local-cloud';

/** What orders would have cost on AWS so far. */
export interface OrderCosts {
  readonly orders: number;
  /** Null before the first order. */
  readonly dollarsPerMillionOrders: number | null;
  readonly lines: readonly { service: string; unit: string; units: number; dollars: number }[];
}

/** Who looked at orders, so that it does not count as what orders cost. */
export interface Looking {
  /** The function that reads orders for people, and its log group. */
  readonly queryFunction: string | undefined;
  readonly queryLogGroup: string | undefined;
  /** Log group of the API's requests, theirs among them. */
  readonly accessLogGroup: string | undefined;
  /** How often the depth of each queue was asked for. */
  readonly queuesAsked: number;
}

const MILLION = 1_000_000;

/** The price of what was used, by service and unit. */
export function orderCosts(reading: MeterReading, orders: number, looking: Looking): OrderCosts {
  const priced = priceUsage(withoutLooking(reading, looking), orders).filter(({ units }) => units > 0);
  const lines = [...Map.groupBy(priced, ({ service, what }) => `${service} ${what}`).values()].map(
    (group) => ({
      service: group[0]?.service ?? '',
      unit: group[0]?.what ?? '',
      units: group.reduce((sum, { units }) => sum + units, 0),
      dollars: group.reduce((sum, { dollars }) => sum + dollars, 0),
    }),
  );
  const dollars = lines.reduce((sum, line) => sum + line.dollars, 0);
  return { orders, dollarsPerMillionOrders: orders === 0 ? null : (dollars / orders) * MILLION, lines };
}

/**
 * A console that is open asks every second or two, which would soon cost more than the orders. Left in are the reads of
 * single orders from their table, as the meter does not tell them from those of the order flow.
 */
function withoutLooking({ units, times }: MeterReading, looking: Looking): MeterReading {
  const { queryFunction, queryLogGroup, accessLogGroup, queuesAsked } = looking;
  const sumOf = (unit: string, resource?: string) =>
    units
      .filter((entry) => entry.unit === unit && (resource === undefined || entry.resource === resource))
      .reduce((sum, entry) => sum + entry.units, 0);
  const queries = queryFunction === undefined ? 0 : sumOf('lambdaRequests', queryFunction);
  const requests = sumOf('httpApiRequests');
  const shareOfOthers = requests > 0 ? Math.max(0, 1 - queries / requests) : 1;
  const counted = units.flatMap((entry) => {
    const { unit, resource } = entry;
    if (resource === queryFunction || resource === queryLogGroup) return [];
    // Indexes are there to be looked at: no order reads one.
    if (unit === 'readUnits' && resource.includes('/')) return [];
    if (unit === 'httpApiRequests' || resource === accessLogGroup)
      return [{ ...entry, units: entry.units * shareOfOthers }];
    if (unit === 'sqsRequests') return [{ ...entry, units: Math.max(0, entry.units - queuesAsked) }];
    return [entry];
  });
  return { units: counted, times: times.filter(({ resource }) => resource !== queryFunction) };
}
