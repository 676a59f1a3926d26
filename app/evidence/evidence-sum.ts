import { sumByKey } from "#app/carbon/total/sum-by-key.ts";

/** Something that a file is attached to, as far as its sums need it; a period has no amount. */
interface Attached {
  sourceId: string | null;
  amount: { quantity: string; unit: string } | null;
}

/** Quantities of one unit each: kWh and MWh are not added up, for a bill states them apart. */
interface RecordSum {
  count: number;
  amounts: { quantity: string; unit: string }[];
}

/** What the records of a file come to, by source and in all. Exact; a record counts in the unit it was brought to. */
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
