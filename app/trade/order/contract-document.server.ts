import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { codePointOf } from "#app/encoding/text/plain-text.ts";
import { translator } from "#app/i18n/index.ts";
import { findUnprintable } from "#app/press/fonts/printable.ts";
import type { ContractDocument } from "#app/trade/document/model.ts";
import { describeQuote } from "#app/trade/quote/quote-document.server.ts";
import { getQuote } from "#app/trade/quote/quote-list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getOrder } from "./order-list.server.ts";

/** The contract of an order: the accepted version of its quote, and the acceptance. @throws AppError `not_found` */
export async function describeContract(tx: TenantTx, orderId: string): Promise<ContractDocument> {
  const order = await getOrder(tx, orderId);
  const quote = await getQuote(tx, order.quoteId);
  const version = quote.versions.find((one) => one.version === order.quoteVersion);
  const acceptance = version?.steps.find(({ state }) => state === "accepted");
  if (!version || !acceptance) throw new AppError("not_found");
  const thirdParty = { en: translator("en").quote.thirdParty, zh: translator("zh").quote.thirdParty };
  // Options that were not chosen are no part of it. Chosen ones are lines of the accepted version.
  const accepted = omit(await describeQuote(tx, quote, version, { thirdParty }), "options");
  return {
    ...accepted,
    kind: "contract",
    acceptance: {
      name: printable(acceptance.signerName),
      role: printable(acceptance.signerRole),
      at: acceptance.at.toISOString(),
      purchaseOrder: printable(acceptance.purchaseOrder),
    },
  };
}

/** The client typed it, so nothing refused it before. A character that no font has is printed as its code point. */
function printable(text: string): string {
  let shown = text;
  for (let found = findUnprintable(shown); found; found = findUnprintable(shown))
    shown = shown.replaceAll(found.character, `[${codePointOf(found.character)}]`);
  return shown;
}
