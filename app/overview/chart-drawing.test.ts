import { describe, expect, it } from "vitest";
import { type ChartFrame, drawMonths, drawShares, shortenTo } from "./chart-drawing.ts";

const frame: ChartFrame = {
  title: "A <b> & c",
  about: "Works",
  source: "Source",
  scopes: { 1: "Scope 1", 2: "Scope 2", 3: "Scope 3" },
};

describe("a chart as a picture", () => {
  it("escapes names, and draws lengths in proportion", () => {
    const svg = drawShares(frame, [
      { name: "</text><script>", scope: 1, kg: "200", tonnes: "0.20", share: "80%" },
      { name: "b", scope: 3, kg: "50", tonnes: "0.05", share: "20%" },
      { name: "c", scope: 3, kg: "-50", tonnes: "-0.05", share: "-20%" },
    ]);
    expect(svg).not.toContain("<script");
    expect(svg).toContain("A &lt;b&gt; &amp; c");
    const widths = [...svg.matchAll(/width="([\d.]+)" height="22"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([480, 120]);
    expect(svg).not.toContain("Scope 2");
  });

  it("has no months to draw without a positive figure", () => {
    const month = { key: "2025-01", label: "Jan", byScope: { 1: "0", 2: "0", 3: "0" }, total: "0" };
    expect(drawMonths(frame, [month], { total: String, tick: String })).toBeNull();
    const svg = drawMonths(frame, [{ ...month, byScope: { 1: "3", 2: "0", 3: "1" }, total: "4", previous: "5" }], {
      total: String,
      tick: String,
    });
    expect(svg).toContain("Jan");
    expect(svg).toContain('stroke-width="2"');
  });

  it("shortens long names, counting a Han character as two letters", () => {
    expect(shortenTo("natural gas", 20)).toBe("natural gas");
    expect(shortenTo("natural gas", 8)).toBe("natural…");
    expect(shortenTo("天然气锅炉", 6)).toBe("天然气…");
  });
});
