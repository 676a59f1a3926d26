import { omit } from "#app/encoding/omit.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import type { PricedLine, TradeDocument } from "./model.ts";

/** The document as JSON, without its look. Amounts are decimal strings in the document's currency. */
export function printTradeJson(document: TradeDocument): string {
  const amount = (minor: bigint) => printAmount(money(minor, document.currency));
  const { lines, netMinor, taxMinor, totalMinor, ...rest } = omit(document, "brand");
  // A quote without a work keeps the bytes that it had before quotes could have one.
  const facts = "work" in rest && rest.work === null ? omit(rest, "work") : rest;
  const deposit =
    "deposit" in facts && facts.deposit
      ? { percent: facts.deposit.percent, amount: amount(facts.deposit.minor) }
      : null;
  const order =
    "order" in facts && facts.order
      ? {
          ...omit(facts.order, "netMinor"),
          services: facts.order.services.map(({ netMinor: net, ...one }) => ({ ...one, net: amount(net) })),
          deductions: facts.order.deductions.map(({ netMinor: net, ...one }) => ({ ...one, net: amount(net) })),
          net: amount(facts.order.netMinor),
        }
      : null;
  const printed = (line: PricedLine) => ({
    ...omit(line, "unitPriceMinor", "netMinor", "taxMinor"),
    unitPrice: amount(line.unitPriceMinor),
    net: amount(line.netMinor),
    tax: amount(line.taxMinor),
  });
  // So does a quote without options.
  const options = document.kind === "quote" && document.options.length > 0 ? document.options.map(printed) : undefined;
  const value = {
    ...facts,
    ...(document.kind === "invoice" ? { order } : {}),
    ...(document.kind === "quote" || document.kind === "contract" ? { deposit } : {}),
    ...("options" in facts ? { options } : {}),
    lines: lines.map(printed),
    net: amount(netMinor),
    tax: amount(taxMinor),
    total: amount(totalMinor),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
