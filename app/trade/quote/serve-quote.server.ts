import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { translator } from "#app/i18n/index.ts";
import { printTradeDocument } from "#app/trade/document/print.server.ts";
import { describeInvoice, findTradeDocument, keepTradeDocument } from "#app/trade/document/trade-document.server.ts";
import { describeQuote } from "./quote-document.server.ts";
import { getQuote } from "./quote-list.server.ts";

type Author = Parameters<typeof keepTradeDocument>[1];

/**
 * The PDF of the newest version of a quote that was sent: made when it is first asked for, outside any transaction, and
 * kept; whoever asks again gets the same bytes.
 *
 * @throws AppError `not_found`, also where nothing was sent
 */
export async function serveQuote(author: Author, quoteId: string, headers: Record<string, string> = {}) {
  const words = { en: translator("en").quote.thirdParty, zh: translator("zh").quote.thirdParty };
  return serve(author, headers, async (tx) => {
    const quote = await getQuote(tx, quoteId);
    const [newest] = quote.versions;
    if (!newest) throw new AppError("not_found");
    const document = await describeQuote(tx, quote, newest, { thirdParty: words });
    return { kind: "quote" as const, subjectId: newest.id, document };
  });
}

/** The PDF of an invoice of an order, for whoever holds its link. @throws AppError `not_found` for any other invoice */
export function serveOrderInvoice(author: Author, invoiceId: string, headers: Record<string, string>) {
  return serve(author, headers, async (tx) => ({
    kind: "invoice" as const,
    subjectId: invoiceId,
    document: await describeInvoice(tx, invoiceId),
  }));
}

type TenantTx = Parameters<typeof getQuote>[0];
type Found = { kind: "quote" | "invoice"; subjectId: string; document: Parameters<typeof printTradeDocument>[0] };

async function serve(author: Author, headers: Record<string, string>, find: (tx: TenantTx) => Promise<Found>) {
  const { withTenant } = await doors();
  const found = await withTenant(author, async (tx) => {
    const subject = await find(tx);
    return { ...subject, kept: await findTradeDocument(tx, subject.kind, subject.subjectId) };
  });
  const { kind, subjectId, document } = found;
  const kept = found.kept ?? (await keep(author, { kind, subjectId, pdf: await printTradeDocument(document) }));
  return new Response(new Uint8Array(kept.pdf), {
    headers: {
      ...headers,
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${document.number.replace("/", "-")}.pdf"`,
    },
  });
}

async function keep(author: Author, made: Parameters<typeof keepTradeDocument>[2]) {
  const { withTenant } = await doors();
  return withTenant(author, (tx) => keepTradeDocument(tx, author, made));
}
