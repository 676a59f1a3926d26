import { today } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import { translator } from "#app/i18n/index.ts";
import type { QuoteDocument } from "#app/trade/document/model.ts";
import { partyOfSeller } from "#app/trade/document/party.ts";
import type { TenantTx } from "#db/doors.ts";
import { readyDraft } from "./quote.server.ts";
import { describeQuote } from "./quote-document.server.ts";
import { getQuote, type QuoteVersion } from "./quote-list.server.ts";
import { toQuoteLine } from "./quote-options.ts";

type Ready = Awaited<ReturnType<typeof readyDraft>>;

/**
 * The draft as it would be printed if it were sent now. Nothing is stored.
 *
 * @returns the document, or why the draft can't be sent, as a key of `quote.faults`
 * @throws AppError `not_found` without a draft
 */
export async function describeDraft(
  tx: TenantTx,
  quoteId: string,
  now: Date,
): Promise<{ ok: true; document: QuoteDocument } | Exclude<Ready, { ok: true }>> {
  const quote = await getQuote(tx, quoteId, now);
  const content = quote.draft;
  if (!content) throw new AppError("not_found");
  const ready = await readyDraft(tx, quote, content, now);
  if (!ready.ok) return ready;
  const { seller, client, priced, note } = ready;
  const isForeign = content.currency !== seller.homeCurrency;
  const version: QuoteVersion = {
    ...content,
    id: "",
    version: (quote.versions[0]?.version ?? 0) + 1,
    clientVersion: client.version,
    homeCurrency: seller.homeCurrency,
    exchange: isForeign
      ? { rate: content.exchangeRate, source: content.exchangeSource.trim(), on: content.exchangeDate }
      : null,
    taxNote: note,
    issuedOn: today(seller.timeZone, now),
    netMinor: priced.net.minor,
    taxMinor: priced.tax.minor,
    totalMinor: priced.total.minor,
    depositMinor: priced.deposit.minor,
    thirdPartyMinor: priced.thirdParty.minor,
    organizationId: null,
    inventoryId: null,
    seller: partyOfSeller(seller),
    lines: priced.lines.map(toQuoteLine),
    options: priced.options.map(toQuoteLine),
    optionsChosen: null,
    steps: [],
  };
  const thirdParty = { en: translator("en").quote.thirdParty, zh: translator("zh").quote.thirdParty };
  return { ok: true, document: await describeQuote(tx, quote, version, { thirdParty }) };
}
