import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, TableColumn } from "#app/press/block.ts";
import { drawPageNumbers } from "./contents.ts";
import { closeDocument, openDocument } from "./document.ts";
import { drawBlocks } from "./draw-blocks.ts";
import { Page } from "./page.ts";
import type { Run } from "./text-line.ts";

/** A line as it was drawn. */
interface Drawn {
  page: number;
  text: string;
  x: number;
  width: number;
  baseline: number;
  size: number;
  isArtifact: boolean;
}

/** Keeps a note of all text that is drawn. */
class TracedPage extends Page {
  readonly drawn: Drawn[] = [];
  private isArtifact = false;

  override artifact(draw: () => void, type?: "Layout" | "Pagination"): void {
    this.isArtifact = true;
    super.artifact(draw, type);
    this.isArtifact = false;
  }

  override drawRuns(runs: Run[], x: number, baseline: number, extra = 0): void {
    super.drawRuns(runs, x, baseline, extra);
    const text = runs.map((run) => run.text).join("");
    // The space at the end of a wrapped line is drawn for readers and takes no room.
    const space = text.length - text.trimEnd().length;
    const last = runs.at(-1);
    const trailing = space * (last ? (last.face.measure(" ") * last.style.size) / 1000 + extra : 0);
    const width = runs.reduce((sum, run) => sum + run.width, 0) + extra * ([...text].length - 1) - trailing;
    const size = Math.max(...runs.map((run) => run.style.size), 0);
    const page = this.pdf.bufferedPageRange().count;
    if (text.trim()) this.drawn.push({ page, text, x, width, baseline, size, isArtifact: this.isArtifact });
  }
}

const TOP = 72;
const DATE = new Date("2026-03-02T09:00:00Z");

async function draw(blocks: Block[]): Promise<TracedPage> {
  const text = "Sample";
  const info = { title: text, author: text, subject: text, keywords: text, creator: text, producer: text, date: DATE };
  const pdf = openDocument({ info, language: "en", compress: false });
  const page = new TracedPage(pdf, { language: "en", watermark: null });
  page.beginSection();
  drawBlocks(page, blocks);
  drawPageNumbers(page);
  await closeDocument(pdf);
  return page;
}

const heading = (text: string): Block => ({ kind: "heading", level: 2, id: "x", number: "", text });
const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
const withoutSpace = (text: string) => text.replace(/\s/g, "");

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z0-9.,()-]{1,14}$/) },
  { weight: 3, arbitrary: fc.stringMatching(/^[温室气体清单，。、（）]{1,30}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{60,140}$/) },
);
const text = (most: number) => fc.array(piece, { minLength: 1, maxLength: most }).map((list) => list.join(" "));
const cell = fc.oneof(
  { weight: 8, arbitrary: text(4) },
  { weight: 1, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: text(160) },
);
/** Our own words. Text that people type is in rows, which alone may be taller than a page. */
const label = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9.,()-]{1,14}$/),
  fc.stringMatching(/^[温室气体清单，。、（）]{1,12}$/),
);
const column: fc.Arbitrary<TableColumn> = fc.record({
  header: fc.array(label, { minLength: 1, maxLength: 2 }).map((list) => list.join(" ")),
  width: fc.oneof(fc.constant("fit" as const), fc.integer({ min: 1, max: 6 })),
  align: fc.constantFrom("left" as const, "right" as const, "center" as const),
});
const table: fc.Arbitrary<Block> = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc.record({
    kind: fc.constant("table" as const),
    columns: fc.array(column, { minLength: count, maxLength: count }),
    rows: fc.array(
      fc.record({ cells: fc.array(cell, { minLength: count, maxLength: count }), isTotal: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 24,
      },
    ),
    isDense: fc.boolean(),
  }),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  text(8).map(heading),
  fc.record({ kind: fc.constant("paragraph" as const), text: text(220) }),
  fc.record({ kind: fc.constant("note" as const), text: text(40) }),
  fc.record({ kind: fc.constant("list" as const), items: fc.array(text(60), { minLength: 1, maxLength: 6 }) }),
  fc.record({
    kind: fc.constant("keyValues" as const),
    entries: fc.array(fc.record({ label: text(6), value: text(120) }), { minLength: 1, maxLength: 8 }),
  }),
  table,
);

function textsOf(one: Block): string[] {
  switch (one.kind) {
    case "table":
      return [...one.columns.map(({ header }) => header), ...one.rows.flatMap(({ cells }) => cells)] as string[];
    case "list":
      return one.items.flatMap((item) => ["•", item as string]);
    case "keyValues":
      return one.entries.flatMap(({ label, value }) => [label, value]) as string[];
    default:
      return "text" in one ? [one.text as string] : [];
  }
}

/** The characters, sorted: cells of one row are drawn next to each other, part by part over pages. */
const charactersOf = (texts: string[]) => [...withoutSpace(texts.join(""))].sort().join("");

function overlap(a: Drawn, b: Drawn): boolean {
  const [topA, topB] = [a.baseline - a.size * 0.7, b.baseline - b.size * 0.7];
  const isBeside = a.x + a.width <= b.x + 0.6 || b.x + b.width <= a.x + 0.6;
  return !isBeside && topA < b.baseline - 0.1 && topB < a.baseline - 0.1;
}

function findOverlaps(lines: Drawn[]): [Drawn, Drawn][] {
  return lines.flatMap((one, index) =>
    lines.slice(index + 1).flatMap((other): [Drawn, Drawn][] => (overlap(one, other) ? [[one, other]] : [])),
  );
}

describe("drawBlocks", () => {
  it("keeps all text inside the margins, each once, and none over another", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 7 }), async (blocks) => {
        const { drawn, left, width, bottom } = await draw(blocks);
        for (const line of drawn) {
          expect(line.x, line.text).toBeGreaterThanOrEqual(left - 0.1);
          // A closing mark may hang over by its empty half.
          expect(line.x + line.width, line.text).toBeLessThanOrEqual(left + width + line.size / 2 + 0.6);
          expect(line.baseline, line.text).toBeLessThanOrEqual(bottom + 0.1);
          expect(line.baseline - line.size * 0.9, line.text).toBeGreaterThanOrEqual(TOP - 1);
        }
        for (const page of new Set(drawn.map((line) => line.page)))
          expect(
            findOverlaps(drawn.filter((line) => line.page === page)).map(
              ([one, other]) => `${one.text} | ${other.text}`,
            ),
          ).toEqual([]);
        const real = drawn.filter(({ isArtifact }) => !isArtifact).map((line) => line.text);
        expect(charactersOf(real)).toBe(charactersOf(blocks.flatMap(textsOf)));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it.each([1, 2, 3, 4, 5, 60, 61, 140])(
    "parts a paragraph of %i lines nowhere but between two and two",
    async (count) => {
      for (let before = 36; before < 50; before++) {
        const lines = Array.from({ length: count }, (_, index) => `line ${index}`).join("\n");
        const filling: Block = { kind: "paragraph", text: Array.from({ length: before }, () => "x").join("\n") };
        const { drawn } = await draw([filling, { kind: "paragraph", text: lines }]);
        const pages = drawn.filter((line) => line.text.startsWith("line ")).map(({ page }) => page);
        const onEach = [...new Set(pages)].map((page) => pages.filter((one) => one === page).length);
        expect(pages).toHaveLength(count);
        if (count > 1) expect(Math.min(...onEach), `after ${before}`).toBeGreaterThanOrEqual(2);
      }
    },
    120_000,
  );

  const FOLLOWERS: [name: string, block: Block][] = [
    ["a paragraph", { kind: "paragraph", text: words(80) }],
    ["a list", { kind: "list", items: [words(60), words(60)] }],
    ["entries", { kind: "keyValues", entries: [{ label: "label", value: words(90) }] }],
    [
      "a table",
      {
        kind: "table",
        columns: [{ header: words(30), width: 1 }],
        rows: [{ cells: [words(60)] }, { cells: [words(30)] }],
      },
    ],
    ["a tall table", { kind: "table", columns: [{ header: "head", width: 1 }], rows: [{ cells: [words(2000)] }] }],
    ["a heading and a paragraph", { kind: "heading", level: 2, id: "y", number: "", text: "Heading below" }],
  ];
  it.each(FOLLOWERS)(
    "leaves no heading alone at the foot of a page: %s below",
    async (_, follower) => {
      for (let before = 34; before < 50; before++) {
        const filling: Block = { kind: "paragraph", text: Array.from({ length: before }, () => "x").join("\n") };
        const { drawn } = await draw([
          filling,
          heading("Heading above"),
          follower,
          { kind: "paragraph", text: words(80) },
        ]);
        const at = drawn.findIndex((line) => line.text === "Heading above");
        const next = drawn.slice(at + 1).filter(({ text: one }) => one !== "Heading below");
        expect(next[0]!.page, `after ${before}`).toBe(drawn[at]!.page);
      }
    },
    120_000,
  );

  it("leaves no page with the last entry of a list alone", async () => {
    const entries = Array.from({ length: 60 }, (_, index) => ({ label: `label ${index}`, value: "value" }));
    for (const count of [30, 31, 32, 33, 34, 35]) {
      const { drawn } = await draw([heading("entries"), { kind: "keyValues", entries: entries.slice(0, count) }]);
      const last = drawn.at(-1)!.page;
      const onLast = drawn.filter(({ page, text }) => page === last && text.startsWith("label"));
      expect(onLast.length).toBeGreaterThanOrEqual(4);
    }
  });

  it("keeps a section's introduction with the heading below it", async () => {
    const section: Block = { kind: "heading", level: 1, id: "s", number: "", text: "Section" };
    const introduction: Block = { kind: "paragraph", text: "Introduction" };
    const tall = Array.from({ length: 9 }, (_, line) => (line === 0 ? "Body" : "x")).join("\n");
    const rows = Array.from({ length: 4 }, () => ({ cells: [tall] }));
    const table: Block = { kind: "table", columns: [{ header: "Head", width: 1 }], rows };
    for (let before = 20; before < 50; before += 1) {
      const filling: Block = { kind: "paragraph", text: Array.from({ length: before }, () => "x").join("\n") };
      const { drawn } = await draw([filling, section, introduction, heading("Part"), table]);
      const pages = ["Section", "Introduction", "Part", "Body"].map(
        (text) => drawn.find((one) => one.text === text)!.page,
      );
      expect(new Set(pages).size, `after ${before} lines`).toBe(1);
    }
  }, 120_000);

  it("writes the page of a heading next to the link to it", async () => {
    const row = { cells: ["a", "2.1", ""], to: "target" };
    const columns: TableColumn[] = ["what", "section", "page"].map((header) => ({ header, width: 1 }));
    const filler: Block[] = Array.from({ length: 60 }, () => ({ kind: "paragraph", text: words(20) }));
    const blocks: Block[] = [
      { kind: "table", columns, rows: [row], references: { link: 1, page: 2, about: "Go to" } },
      ...filler,
      { kind: "heading", level: 2, id: "target", number: "2.1", text: "found" },
      { kind: "paragraph", text: words(20) },
    ];
    const { drawn } = await draw(blocks);
    const found = drawn.find(({ text }) => text.includes("found"))!;
    const section = drawn.find(({ text }) => text === "2.1")!;
    const number = drawn.find(({ isArtifact, baseline }) => isArtifact && baseline === section.baseline)!;
    expect(found.page).toBeGreaterThan(1);
    expect(number.text).toBe(String(found.page));
  });

  it("leaves no page with a table's header alone, nor a total without a row above it", async () => {
    for (let before = 30; before < 50; before++) {
      const filling: Block = { kind: "paragraph", text: Array.from({ length: before }, () => "x").join("\n") };
      const rows = Array.from({ length: 60 }, (_, index) => ({ cells: [`row ${index}\nand more`, "1"] }));
      const columns: TableColumn[] = [
        { header: "Head", width: 1 },
        { header: "Amount", width: "fit", align: "right" },
      ];
      const total = { cells: ["total", "60"], isTotal: true };
      const { drawn } = await draw([filling, { kind: "table", columns, rows: [...rows, total] }]);
      const lines = drawn.filter(({ text: one }) => /^(Head|row \d+|total)$/.test(one.trim()));
      const last = lines.at(-1)!;
      expect(last.text).toBe("total");
      expect(lines.filter(({ page }) => page === last.page).some((line) => line.text.startsWith("row"))).toBe(true);
      for (const head of lines.filter((line) => line.text === "Head")) {
        const rowsBelow = lines.filter((line) => line.page === head.page && line.text.startsWith("row"));
        expect(rowsBelow.length, `after ${before}`).toBeGreaterThanOrEqual(2);
      }
    }
  }, 120_000);

  it("keeps what introduces a table with it, and a small table whole", async () => {
    for (let before = 30; before < 50; before++) {
      const filling: Block = { kind: "paragraph", text: Array.from({ length: before }, () => "x").join("\n") };
      const rows = Array.from({ length: 8 }, (_, index) => ({ cells: [`row ${index}`] }));
      const { drawn } = await draw([
        filling,
        heading("Heading above"),
        { kind: "paragraph", text: "In English." },
        { kind: "paragraph", text: "In Chinese." },
        { kind: "table", columns: [{ header: "Head", width: 1 }], rows },
      ]);
      const pages = drawn.filter(({ text: one }) => /^(Heading above|In |Head|row )/.test(one)).map(({ page }) => page);
      expect(new Set(pages).size, `after ${before}`).toBe(1);
      expect(pages).toHaveLength(12);
    }
  }, 120_000);

  it("names each part of a bar below it, none over another", async () => {
    for (const values of [
      ["1", "1", "98"],
      ["98", "1", "1"],
      ["0", "100", "0"],
      ["30", "30", "40"],
    ]) {
      const labels = ["Scope 1 范围一 30.0%", "Scope 2 范围二 30.0%", "Scope 3 范围三 40.0%"];
      const { drawn, left, width } = await draw([{ kind: "shareBar", values, labels, alt: "Shares" }]);
      expect(drawn.map(({ text: one }) => one).sort()).toEqual(labels);
      expect(findOverlaps(drawn)).toEqual([]);
      for (const line of drawn) expect(line.x + line.width).toBeLessThanOrEqual(left + width + 0.1);
    }
  });

  it("names each series next to the last column and states each total above its own", async () => {
    const { drawn, left, width } = await draw([
      {
        kind: "stackedColumns",
        labels: ["Jan", "Feb"],
        totals: ["1,227", "851"],
        series: [
          { name: "Scope 1", values: ["1000", "0"] },
          { name: "Scope 2", values: ["127", "0.5"] },
          { name: "Scope 3", values: ["100", "850.5"] },
        ],
        unit: "tCO₂e",
        alt: "By month",
      },
    ]);
    const at = (text: string) => drawn.find((line) => line.text === text)!;
    expect(at("1,227").baseline).toBeLessThan(at("851").baseline);
    expect(at("Scope 1").baseline).toBeGreaterThan(at("Scope 2").baseline);
    expect(at("Scope 2").baseline).toBeGreaterThan(at("Scope 3").baseline);
    expect(findOverlaps(drawn)).toEqual([]);
    for (const line of drawn) expect(line.x + line.width).toBeLessThanOrEqual(left + width + 0.1);
  });
});
