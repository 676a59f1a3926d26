import { parentPort } from "node:worker_threads";
import { MissingGlyph } from "./fonts/missing-glyph.ts";
import { buildReportModel } from "./model.ts";
import type { PressAnswer, PressOrder } from "./press.server.ts";
import { renderReport } from "./render.ts";

/**
 * What runs in a thread of the press: takes one order after another and answers each with the file, or with why there is
 * none. Faces and shaped words stay between orders.
 */
parentPort!.on("message", async (order: PressOrder) => {
  const answer = await print(order);
  parentPort!.postMessage(answer, answer.kind === "printed" ? [answer.file.buffer] : []);
});

async function print({ documentText, facts, locale, logo }: PressOrder): Promise<PressAnswer> {
  try {
    const document = JSON.parse(documentText);
    const model = buildReportModel({ document, facts, locale, inventoryJson: documentText });
    return { kind: "printed", file: new Uint8Array(await renderReport(model, { logo: logo ?? null })) };
  } catch (error) {
    if (error instanceof MissingGlyph) return { kind: "missing_glyph", character: error.character };
    return { kind: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
