import { useEffect, useRef, useState } from "react";
import type { Evaluator } from "./row-evaluation.ts";
import type { SheetRow } from "./sheet.ts";
import { changedRows, EMPTY_TALLY, type SheetSummary, summaryOf, updateTally } from "./tally.ts";

/** Work per slice, so that the page stays responsive. */
const SLICE_MS = 10;

export interface UsedSummary extends SheetSummary {
  /** Rows processed so far. */
  done: number;
}

/**
 * Counts and sums the shown rows. New rows are processed in slices, so that opening ten thousand doesn't block the
 * page.
 */
export function useSummary(rows: readonly SheetRow[], evaluator: Evaluator): UsedSummary {
  const [summary, setSummary] = useState<UsedSummary>({ ...summaryOf(EMPTY_TALLY), co2eKg: null, done: 0 });
  const tally = useRef({ ...EMPTY_TALLY, evaluator });
  useEffect(() => {
    if (tally.current.evaluator !== evaluator) tally.current = { ...EMPTY_TALLY, evaluator };
    const { come } = changedRows(tally.current.rows, rows);
    const known = rows.length - come.length;
    let done = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = () => {
      const end = performance.now() + SLICE_MS;
      for (; done < come.length && performance.now() < end; done += 1) evaluator.evaluate(come[done]!.cells);
      if (done < come.length) {
        setSummary((before) => ({ ...before, rows: rows.length, done: known + done, co2eKg: null }));
        timer = setTimeout(work, 0);
        return;
      }
      const next = updateTally(tally.current, rows, evaluator);
      tally.current = { ...next, evaluator };
      setSummary({ ...summaryOf(next), done: next.filled });
    };
    timer = setTimeout(work, 0);
    return () => clearTimeout(timer);
  }, [rows, evaluator]);
  return summary;
}
