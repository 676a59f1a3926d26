/**
 * P11: measures the time to print a report, in milliseconds of CPU, median of several, compared with a floor: pdfkit
 * writing the same texts, untagged, with its own `text`. Prints figures; asserts nothing.
 *
 * `npm run bench -- report-pdf`, or `node tests/bench/report-pdf.ts [--rounds N] [--lines N]`
 */
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import PDFDocument from "pdfkit";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { omit } from "#app/encoding/omit.ts";
import type { Block, Text } from "#app/press/block.ts";
import { openFace } from "#app/press/fonts/faces.ts";
import { closeDocument, openDocument } from "#app/press/layout/document.ts";
import { drawBlocks } from "#app/press/layout/draw-blocks.ts";
import { Page } from "#app/press/layout/page.ts";
import { buildReportModel, type ReportModel } from "#app/report/model.ts";
import { renderReport } from "#app/report/render.ts";
import { sampleDocument, sampleFacts, sampleModel } from "#app/report/sample-report.ts";
import { median } from "./interleave.ts";
import { report } from "./report.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "9" }, lines: { type: "string", default: "5000" } },
});
const rounds = Number(values.rounds);

const ofSample: number[] = [];
for (const locale of ["en", "zh", "both"] as const) {
  const model = sampleModel(locale);
  ofSample.push(await measure(`sample, ${locale}`, () => renderReport(model)));
}
const long = longModel(Number(values.lines));
const all = everyLine(long);
await measure(`${values.lines} lines in the data, as printed`, () => renderReport(long), Math.min(rounds, 5));
await measure(`${values.lines} lines, all in print`, () => printBlocks(all), Math.min(rounds, 5));
await measure("floor: the same texts by pdfkit alone", () => writeTexts(textsOf(all)), Math.min(rounds, 5));
// The sample in English has more than the twelve pages of the target.
report({ title: "Report", lines: [], targets: { P11: ofSample[0]! / 200 } });

async function measure(name: string, work: () => Promise<Uint8Array>, count = rounds): Promise<number> {
  for (let warm = 0; warm < 3; warm++) await work();
  const times: number[] = [];
  let file = new Uint8Array();
  for (let round = 0; round < count; round++) {
    const start = process.cpuUsage();
    file = new Uint8Array(await work());
    const spent = process.cpuUsage(start);
    times.push((spent.user + spent.system) / 1000);
  }
  times.sort((a, b) => a - b);
  const middle = median(times);
  const mib = Math.round(process.memoryUsage.rss() / 1024 / 1024);
  console.log(
    `${name}: ${middle.toFixed(0)} ms CPU (${times[0]!.toFixed(0)} to ${times.at(-1)!.toFixed(0)}), ${file.length} bytes, ${mib} MiB resident`,
  );
  return middle;
}

/** The sample's lines repeated, each with a different quantity. */
function longModel(count: number): ReportModel {
  const document = sampleDocument();
  const lines = document.activities.filter(({ entry, market }) => !entry && !market);
  document.activities = Array.from({ length: count }, (_, index) => {
    const line = lines[index % lines.length]!;
    const quantity = `${100 + index}.${String(index % 97).padStart(2, "0")}`;
    // A certificate can be claimed only once.
    return { ...omit(line, "market"), id: `L${String(index + 1).padStart(5, "0")}`, quantity };
  });
  delete document.uncertainty;
  document.results = runInventory(document);
  const inventoryJson = JSON.stringify(document);
  const facts = sampleFacts(createHash("sha256").update(inventoryJson).digest("hex"));
  return buildReportModel({ document, facts, locale: "en", inventoryJson });
}

/** The activities of all lines, in the form of the annex, which prints only the first ones. */
function everyLine(model: ReportModel): Block[] {
  const { lines } = model.document.results!;
  const rows = model.document.activities.map((activity, index) => ({
    cells: [
      activity.id,
      String(activity.scope),
      `${activity.category}\n${activity.description?.en} · ${activity.facility}`,
      `${activity.period.start} – ${activity.period.end}`,
      activity.quantity ?? "",
      activity.unit ?? "",
      activity.factor ?? "",
      Number(lines[index]!.co2eKg).toFixed(3),
    ],
  }));
  const columns = ["Line", "Scope", "What", "Period", "Quantity", "Unit", "Factor", "kg"].map((header, index) => ({
    header,
    width: index === 2 ? 6 : ("fit" as const),
  }));
  return [{ kind: "table", isDense: true, columns, rows }];
}

async function printBlocks(blocks: Block[]): Promise<Uint8Array> {
  const text = "Sample";
  const date = new Date("2026-03-02T09:00:00Z");
  const info = { title: text, author: text, subject: text, keywords: text, creator: text, producer: text, date };
  const pdf = openDocument({ info, language: "en", compress: true });
  const page = new Page(pdf, { language: "en", watermark: null });
  page.beginSection();
  drawBlocks(page, blocks);
  return closeDocument(pdf);
}

function textsOf(blocks: Block[]): string[] {
  const plain = (text: Text) => (typeof text === "string" ? text : text.map((span) => span.text).join(""));
  return blocks.flatMap((block) => (block.kind === "table" ? block.rows.flatMap(({ cells }) => cells.map(plain)) : []));
}

function writeTexts(texts: string[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ size: "A4", margin: 0, font: null as unknown as string });
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on("error", reject);
    pdf.registerFont("sans", openFace("sans").font as unknown as PDFKit.Mixins.PDFFontSource);
    pdf.font("sans", 7);
    texts.forEach((text, index) => {
      const [column, row] = [index % 8, Math.floor(index / 8) % 40];
      if (index > 0 && column === 0 && row === 0) pdf.addPage();
      pdf.text(text.replaceAll("\n", " "), 40 + column * 62, 60 + row * 18, { lineBreak: false });
    });
    pdf.end();
  });
}
