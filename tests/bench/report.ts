import { appendFileSync } from "node:fs";

/** Targets, as ratios to a floor of the same run. */
export const TARGETS = {
  P1: { name: "P1 engine from text ÷ doubles from text", must: 2, better: "lower" },
  P2: { name: "P2 decimal.js record by record ÷ engine, same totals", must: 40, better: "higher" },
  P3: { name: "P3 run of a million ÷ COPY out and in of the same bytes", must: 1.3, better: "lower" },
  P4: { name: "P4 run ÷ set-based INSERT … SELECT", must: 0.55, better: "lower" },
  P5: { name: "P5 memory of the run ÷ 250 MB", must: 1, better: "lower" },
  P6: { name: "P6 CSV import ÷ psql \\copy", must: 1.3, better: "lower" },
  P7: { name: "P7 XLSX import ÷ inflate and scan", must: 4, better: "lower" },
  P8: { name: "P8 dashboard p99 ÷ primary-key look-up p99", must: 5, better: "lower" },
  P9: { name: "P9 upkeep of summaries, share of the run", must: 0.2, better: "lower" },
  P10: { name: "P10 verification JSON and tiles ÷ bare node:http, throughput", must: 0.5, better: "higher" },
  P11: { name: "P11 report of 12 pages, warm, CPU ÷ 200 ms", must: 1, better: "lower" },
  P12: { name: "P12 recalculation of 100,000 rows, times as fast as LibreOffice", must: 200, better: "higher" },
  P13: { name: "P13 start to ready, the slower engine ÷ 1.5 s", must: 1, better: "lower" },
} as const satisfies Record<string, { name: string; must: number; better: "lower" | "higher" }>;

export type Target = keyof typeof TARGETS;

/**
 * Prints the measurements; if `BENCH_RESULTS` names a file, the targets are also written there, one object per line.
 */
export function report(measured: {
  title: string;
  lines: readonly (readonly [name: string, value: string])[];
  targets?: Partial<Record<Target, number>>;
}): void {
  console.log(measured.title);
  for (const [name, value] of measured.lines) console.log(`  ${name.padEnd(58)} ${value}`);
  for (const [id, ratio] of Object.entries(measured.targets ?? {}) as [Target, number][]) {
    const { name, must, better } = TARGETS[id];
    const isReached = better === "lower" ? ratio <= must : ratio >= must;
    console.log(`  ${name.padEnd(58)} ${ratio.toFixed(2)} (must ${must}) ${isReached ? "reached" : "NOT reached"}`);
    const file = process.env.BENCH_RESULTS;
    if (file) appendFileSync(file, `${JSON.stringify({ name, ratio, must, better })}\n`);
  }
}
