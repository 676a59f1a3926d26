import { printOnPress } from "#app/press/press.server.ts";
import type { ExportList } from "./export-list.ts";
import type { TradeDocument } from "./model.ts";

/** A quote, an invoice or a credit note, or a list of exported services. */
export type TradeOrder = { trade: TradeDocument } | { exports: ExportList };

/** The file of what `renderTradeDocument` makes. @throws as the press does */
export function printTradeDocument(trade: TradeDocument): Promise<Uint8Array> {
  return printOnPress({ trade } satisfies TradeOrder);
}

/** The file of what `renderExportList` makes. @throws as the press does */
export function printExportList(exports: ExportList): Promise<Uint8Array> {
  return printOnPress({ exports } satisfies TradeOrder);
}
