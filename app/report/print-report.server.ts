import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { printOnPress } from "#app/press/press.server.ts";
import type { ReportFacts } from "./model.ts";

/** What a report is printed from. The text of the document goes over to the thread and is read there. */
export interface ReportOrder {
  documentText: string;
  facts: ReportFacts;
  locale: ReportLocale;
  /** The bytes of the logo that the facts name; null where they name none. */
  logo?: Uint8Array | null;
  /** The proof that the log has the key of the issuer; absent in a draft. */
  keyProof?: string;
}

/**
 * The file of a report or a draft: the same bytes as `renderReport` makes.
 * @throws {MissingGlyph} as `renderReport` does; AppError `unavailable` as the press does
 */
export function printReport(order: ReportOrder): Promise<Uint8Array> {
  return printOnPress({ report: order });
}
