import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { pdfFile } from "#app/http/pdf-file.ts";
import { translator } from "#app/i18n/index.ts";
import { describeContract } from "#app/trade/order/contract-document.server.ts";
import { describeQuote } from "#app/trade/quote/quote-document.server.ts";
import { getQuote } from "#app/trade/quote/quote-list.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { TradeDocument } from "./model.ts";
import { printTradeDocument } from "./print.server.ts";
import { describeCreditNote, describeInvoice, findTradeDocument, keepTradeDocument } from "./trade-document.server.ts";

type Kind = TradeDocument["kind"];

/** A document and the id under which its file is stored. */
interface Described {
  subjectId: string;
  document: TradeDocument;
}

const DESCRIBED: Record<Kind, (tx: TenantTx, id: string) => Promise<Described>> = {
  quote: describeNewestVersion,
  contract: async (tx, id) => ({ subjectId: id, document: await describeContract(tx, id) }),
  invoice: async (tx, id) => ({ subjectId: id, document: await describeInvoice(tx, id) }),
  credit_note: async (tx, id) => ({ subjectId: id, document: await describeCreditNote(tx, id) }),
};

/** The newest sent version of a quote. Not found if none was sent. */
async function describeNewestVersion(tx: TenantTx, quoteId: string): Promise<Described> {
  const quote = await getQuote(tx, quoteId);
  const [newest] = quote.versions;
  if (!newest) throw new AppError("not_found");
  const thirdParty = { en: translator("en").quote.thirdParty, zh: translator("zh").quote.thirdParty };
  return { subjectId: newest.id, document: await describeQuote(tx, quote, newest, { thirdParty }) };
}

/**
 * The PDF of a quote, contract, invoice or credit note. It is printed on the first request, outside any transaction, and then
 * stored, so that everyone gets the same bytes.
 *
 * @throws AppError `not_found`
 */
export async function openTradeDocument(
  author: ChangeAuthor,
  { kind, id }: { kind: Kind; id: string },
): Promise<{ pdf: Uint8Array; number: string }> {
  const { withTenant } = await doors();
  const { document, file, kept } = await withTenant(author, async (tx) => {
    const described = await DESCRIBED[kind](tx, id);
    const file = { kind, subjectId: described.subjectId, edition: "printed" as const };
    return { ...described, file, kept: await findTradeDocument(tx, file) };
  });
  const number = document.kind === "contract" ? `${document.number}-contract` : document.number;
  if (kept) return { pdf: kept.pdf, number };
  const pdf = await printTradeDocument(document);
  const first = await withTenant(author, (tx) => keepTradeDocument(tx, author, { ...file, pdf }));
  return { pdf: first.pdf, number };
}

/** The same as the answer to a request. @throws AppError `not_found` */
export async function serveTradeDocument(
  author: ChangeAuthor,
  asked: { kind: Kind; id: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  const { pdf, number } = await openTradeDocument(author, asked);
  return pdfFile(pdf, number, headers);
}
