/** One thing that does not fit: the row, and what was found instead of what. */
export interface FsckFault {
  row: string;
  fault: string;
}

/** What is counted while it is derived again. */
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

/** What was derived again, and what did not come out as stored. */
export interface FsckReport {
  counts: Record<Counted, number>;
  faults: FsckFault[];
}

/** Takes down what a check counts and finds, and tells somebody who waits how far it is. */
export interface Inspection extends FsckReport {
  count(what: Counted, by?: number): void;
  fault(row: string, text: string): void;
}

/** @param onProgress is told the counts each time a thousand more were derived */
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
