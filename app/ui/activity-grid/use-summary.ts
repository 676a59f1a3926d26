import { useEffect, useState } from "react";
import { sumPreviews } from "#app/carbon/entry-preview.ts";
import type { Evaluator } from "./row-evaluation.ts";
import { isBlank, type SheetRow } from "./sheet.ts";

export interface SheetSummary {
  rows: number;
  computed: number;
  faulty: number;
  /** kg CO2e, exact; null while it is being computed. */
  co2eKg: string | null;
  /** Rows looked at so far. */
  done: number;
}

/** A frame's worth of computing before the page gets its turn again. */
const SLICE_MS = 10;

/** Counts and adds up the rows shown, in slices, so that opening ten thousand rows does not hold the page. */
export function useSummary(rows: readonly SheetRow[], evaluator: Evaluator): SheetSummary {
  const [summary, setSummary] = useState<SheetSummary>({ rows: 0, computed: 0, faulty: 0, co2eKg: null, done: 0 });
  useEffect(() => {
    const filled = rows.filter((row) => !isBlank(row.cells));
    let done = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = () => {
      const end = performance.now() + SLICE_MS;
      for (; done < filled.length && performance.now() < end; done += 1) evaluator.evaluate(filled[done]!.cells);
      if (done < filled.length) {
        setSummary((before) => ({ ...before, rows: filled.length, done, co2eKg: null }));
        timer = setTimeout(work, 0);
        return;
      }
      const evaluations = filled.map((row) => evaluator.evaluate(row.cells));
      const previews = evaluations.flatMap(({ preview }) => preview ?? []);
      setSummary({
        rows: filled.length,
        computed: previews.filter((preview) => preview.ok).length,
        faulty: evaluations.filter(({ faults, preview }) => faults.length > 0 || preview?.ok === false).length,
        co2eKg: sumPreviews(previews),
        done,
      });
    };
    timer = setTimeout(work, 0);
    return () => clearTimeout(timer);
  }, [rows, evaluator]);
  return summary;
}
