/** A difference: the row, and what was found. */
export interface FsckFault {
  row: string;
  fault: string;
}

/** What the report counts. */
export const COUNTED = [
  "tenants",
  "runs",
  "lines",
  "records",
  "audit entries",
  "kept files",
  "reports",
  "leaves",
  "tiles",
  "checkpoints",
  "cosignatures",
  "factors",
] as const;
export type Counted = (typeof COUNTED)[number];

/** The counts and differences of a check. */
export interface FsckReport {
  counts: Record<Counted, number>;
  faults: FsckFault[];
}

/** Records what a check counts and finds, and reports progress. */
export interface Inspection extends FsckReport {
  count(what: Counted, by?: number): void;
  fault(row: string, text: string): void;
}

/** @param onProgress receives the counts after every thousand checks */
export function beginInspection(onProgress: (counts: FsckReport["counts"]) => void = () => {}): Inspection {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as FsckReport["counts"];
  const faults: FsckFault[] = [];
  let since = 0;
  return {
    counts,
    faults,
    count(what, by = 1) {
      counts[what] += by;
      since += by;
      if (since < 1000) return;
      since = 0;
      onProgress(counts);
    },
    fault: (row, text) => faults.push({ row, fault: text }),
  };
}
