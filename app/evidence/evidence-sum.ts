import { sumByKey } from "#app/carbon/total/sum-by-key.ts";

/** An attachment of a file, as needed for sums. A period has no amount. */
interface Attached {
  sourceId: string | null;
  amount: { quantity: string; unit: string } | null;
}

/** Quantities by unit. kWh and MWh are not added up, because a bill lists them separately. */
interface RecordSum {
  count: number;
  amounts: { quantity: string; unit: string }[];
}

/** Exact totals of a file's records, by source and overall. A record counts in its converted unit. */
export function sumRecords(attached: readonly Attached[]): {
  bySource: (RecordSum & { sourceId: string })[];
  all: RecordSum;
} {
  const bySource = new Map<string, Attached[]>();
  for (const one of attached) {
    if (!one.amount || one.sourceId === null) continue;
    bySource.set(one.sourceId, [...(bySource.get(one.sourceId) ?? []), one]);
  }
  return {
    bySource: [...bySource].map(([sourceId, records]) => ({ sourceId, ...sumOf(records) })),
    all: sumOf([...bySource.values()].flat()),
  };
}

function sumOf(records: readonly Attached[]): RecordSum {
  const parts = records.flatMap(({ amount }) => (amount ? [[amount.unit, amount.quantity] as const] : []));
  const amounts = [...sumByKey(parts)].map(([unit, quantity]) => ({ unit, quantity }));
  return { count: records.length, amounts };
}
