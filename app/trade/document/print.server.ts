import { printOnPress } from "#app/press/press.server.ts";
import type { ExportList } from "./export-list.ts";
import type { TradeDocument } from "./model.ts";

export type TradeOrder = { trade: TradeDocument; watermark?: string; facturX?: string } | { exports: ExportList };

/** @param watermark across each page of a preview @throws errors of the press */
export function printTradeDocument(trade: TradeDocument, watermark?: string): Promise<Uint8Array> {
  return printOnPress({ trade, ...(watermark ? { watermark } : {}) } satisfies TradeOrder);
}

/** @param xml the data of the same invoice or credit note @throws errors of the press */
export function printFacturX(trade: TradeDocument, xml: string): Promise<Uint8Array> {
  return printOnPress({ trade, facturX: xml } satisfies TradeOrder);
}

/** @throws errors of the press */
export function printExportList(exports: ExportList): Promise<Uint8Array> {
  return printOnPress({ exports } satisfies TradeOrder);
}
