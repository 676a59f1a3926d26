import { parentPort } from "node:worker_threads";
import { MissingGlyph } from "./press/fonts/missing-glyph.ts";
import type { PressAnswer } from "./press/press.server.ts";
import type { ReportOrder } from "./report/print-report.server.ts";
import type { TradeOrder } from "./trade/document/print.server.ts";

type Order = { report: ReportOrder } | TradeOrder;

import { buildReportModel } from "./report/model.ts";
import { renderReport } from "./report/render.ts";
import { renderExportList } from "./trade/document/export-list.ts";
import { renderTradeDocument } from "./trade/document/render.ts";

/**
 * The code of a thread of the press: takes one order after another and answers each with the file, or with the reason
 * for its absence. Fonts and shaped words are kept between orders.
 */
// Outside a thread it is only loaded, to be compiled.
parentPort?.on("message", async (order: Order) => {
  const answer = await print(order);
  parentPort?.postMessage(answer, answer.kind === "printed" ? [answer.file.buffer] : []);
});

async function print(order: Order): Promise<PressAnswer> {
  try {
    return { kind: "printed", file: new Uint8Array(await render(order)) };
  } catch (error) {
    if (error instanceof MissingGlyph) return { kind: "missing_glyph", character: error.character };
    return { kind: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function render(order: Order): Promise<Uint8Array> {
  if ("trade" in order) {
    return renderTradeDocument(order.trade, { watermark: order.watermark ?? null, facturX: order.facturX ?? null });
  }
  if ("exports" in order) return renderExportList(order.exports);
  const { documentText, facts, locale, logo, keyProof } = order.report;
  const model = buildReportModel({ document: JSON.parse(documentText), facts, locale, inventoryJson: documentText });
  return renderReport(model, { logo: logo ?? null, ...(keyProof === undefined ? {} : { keyProof }) });
}
