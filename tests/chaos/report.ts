/** The result of one injected failure. */
export interface Struck {
  title: string;
  /** Milliseconds from the end of the failure until the service answered that it is ready. */
  recovery: number;
  /** The same until every process was ready, including restarted ones. */
  whole: number;
  broken: string[];
}

/** The table of a run: each failure, its number, whether everything held, and the slowest return. */
export function printTable(struck: Struck[], skipped: { title: string; obstacle: string }[]): string {
  const titles = [...new Set(struck.map(({ title }) => title))];
  const rows = titles.map((title) => {
    const own = struck.filter((one) => one.title === title);
    const slowest = (of: (one: Struck) => number) => `${(Math.max(...own.map(of)) / 1000).toFixed(1)} s`;
    const held = own.every(({ broken }) => broken.length === 0);
    return [
      title,
      `${own.length} ×`,
      held ? "held" : "BROKEN",
      slowest((one) => one.recovery),
      slowest((one) => one.whole),
    ];
  });
  for (const { title, obstacle } of skipped) rows.push([title, "0 ×", "not done", obstacle, ""]);
  const head = ["failure", "times", "all held", "slowest return", "every process"];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => [...row[at]!].length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
