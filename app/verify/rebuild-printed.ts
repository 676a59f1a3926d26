import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson, isJsonObject, type JsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { attachmentNumber, readPdf } from "#app/pdf/pdf-reader.ts";
import type { Rebuilt } from "#app/proof/check-printed.ts";
import { EMBEDDED_NAME } from "#app/proof/extract-inventory.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { comparePrinted } from "#app/report/compare-printed.ts";
import { FACTS_NAME, RENDERER_VERSION, readReportFacts } from "#app/report/embedded-facts.ts";
import { expectedTexts } from "#app/report/expected-text.ts";
import { buildReportModel } from "#app/report/model.ts";
import { printedTexts } from "#app/report/printed-text.ts";

/**
 * Generates all text of a report again from the data inside the file: results from the inventory document, texts that people
 * entered from the facts. A separate module, so that a page can load it on demand. Throws for a file of another structure.
 */
export async function rebuildPrinted(file: Uint8Array): Promise<Rebuilt> {
  const embedded = new Map<number, Uint8Array>();
  const expanded = await expandPdf(file, embedded);
  const pdf = readPdf(expanded);
  const [inventory, statements] = [EMBEDDED_NAME, FACTS_NAME].map((name) =>
    embedded.get(attachmentNumber(pdf, name) ?? -1),
  );
  if (inventory === undefined) throw new TransparencyError("no_embedded_inventory");
  if (statements === undefined) return { kind: "no_facts" };
  const { locale, facts, renderer } = readReportFacts(decodeUtf8(statements));
  const inventoryJson = decodeUtf8(inventory);
  const stated = parseJson(inventoryJson);
  if (!isJsonObject(stated)) throw new TransparencyError("invalid_document");
  const document = { ...stated, results: recompute(stated) } as unknown as InventoryDocument;
  const model = buildReportModel({ document, facts, locale, inventoryJson });
  const comparison = comparePrinted(printedTexts(expanded), expectedTexts(model));
  return { kind: "compared", ...comparison, isSameRenderer: renderer === RENDERER_VERSION };
}

/** In the order of the file and with the printed engine version, because only the figures are compared. */
function recompute(stated: JsonObject): unknown {
  const results: unknown = JSON.parse(JSON.stringify(recomputeInventory(stated)));
  const engine = isJsonObject(stated.results) ? stated.results.engine : undefined;
  return parseJson(
    canonicalJson({ ...(isJsonObject(results) ? results : {}), ...(engine === undefined ? {} : { engine }) }),
  );
}
