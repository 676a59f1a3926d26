import { describe, expect, it } from "vitest";
import { compareEditions, historyOf } from "./compare-editions.ts";
import type { Dataset } from "./library-schema.ts";
import { readLibrary } from "./read-library.ts";

const library = readLibrary();

function edition(id: string, version: string): Dataset {
  const found = library.datasets.find(({ manifest }) => manifest.id === id && manifest.edition === version);
  if (found === undefined) throw new Error(`no ${id}@${version}`);
  return found;
}

describe("two releases compared", () => {
  it("reports added, removed and changed rows, and accounts for every row", () => {
    const next = edition("uk-desnz", "2024");
    const comparison = compareEditions(edition("uk-desnz", "2023"), next);
    expect(comparison.removed).toHaveLength(1);
    const { added, changed, renamed, unchanged } = comparison;
    const touched = new Set([...added, ...changed, ...renamed].map(({ id }) => id));
    expect(touched.size + unchanged).toBe(next.rows.length);
    expect(changed.find(({ id }) => id === "uk-desnz.7_400_4000_5")?.changes[0]).toEqual({
      column: "co2e",
      previous: "0.207074288590604",
      next: "0.20705",
      percent: "-0.0117",
    });
  });

  it("distinguishes a new label from a new figure", () => {
    const { renamed } = compareEditions(edition("uk-desnz", "2024"), edition("uk-desnz", "2025"));
    expect(renamed.length).toBeGreaterThan(0);
    for (const { previous, next } of renamed) expect(previous).not.toBe(next);
  });

  it("finds no difference between a release and itself", () => {
    const same = edition("cn-mee-grid", "2023");
    expect(compareEditions(same, same)).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      renamed: [],
      unchanged: 40,
    });
  });

  it("treats 1.0 and 1 as equal and gives no percentage for an empty cell", () => {
    const before = edition("cn-mee-grid", "2023");
    const [first, ...rest] = before.rows;
    if (first === undefined) throw new Error("no rows");
    const after = { ...before, rows: [{ ...first, co2: `${first.co2}0`, n2o: "0.1" }, ...rest] };
    expect(compareEditions(before, after).changed).toMatchObject([
      { id: first.id, changes: [{ column: "n2o", previous: "", next: "0.1", percent: null }] },
    ]);
  });
});

describe("the history of a factor", () => {
  it("follows it through its releases, even before the publisher numbered rows", () => {
    const history = historyOf(library, "uk-desnz.7_400_4000_5");
    expect(history.map(({ manifest }) => manifest.edition)).toEqual([
      "2021",
      "2022",
      "2023",
      "2024",
      "2025",
      "2026-subset",
    ]);
    expect(history.map(({ changes }) => changes[0]?.percent ?? null)).toEqual([
      null,
      "-8.9248",
      "7.0815",
      "-0.0117",
      "-14.5134",
      "-26.0113",
    ]);
  });

  it("is empty for an unknown key", () => {
    expect(historyOf(library, "nothing")).toEqual([]);
  });
});
