import { printOnPress } from "#app/press/press.server.ts";
import type { ExportList } from "./export-list.ts";
import type { TradeDocument } from "./model.ts";

export type TradeOrder = { trade: TradeDocument } | { exports: ExportList };

/** @throws errors of the press */
export function printTradeDocument(trade: TradeDocument): Promise<Uint8Array> {
  return printOnPress({ trade } satisfies TradeOrder);
}

/** @throws errors of the press */
export function printExportList(exports: ExportList): Promise<Uint8Array> {
  return printOnPress({ exports } satisfies TradeOrder);
}
