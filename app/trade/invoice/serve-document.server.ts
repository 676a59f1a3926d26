import type { TenantActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { printTradeDocument } from "#app/trade/document/print.server.ts";
import {
  describeCreditNote,
  describeInvoice,
  findTradeDocument,
  keepTradeDocument,
} from "#app/trade/document/trade-document.server.ts";

/**
 * The PDF of an invoice or credit note: made when it is first asked for, outside any transaction, and kept; whoever asks
 * again gets the same bytes.
 */
export async function serveTradeDocument(
  actor: TenantActor,
  kind: "invoice" | "credit_note",
  subjectId: string,
): Promise<Response> {
  const { withTenant } = await doors();
  const found = await withTenant(actor, async (tx) => {
    const document = await (kind === "invoice" ? describeInvoice(tx, subjectId) : describeCreditNote(tx, subjectId));
    return { document, kept: await findTradeDocument(tx, kind, subjectId) };
  });
  const kept = found.kept ?? (await keep(actor, kind, subjectId, await printTradeDocument(found.document)));
  return new Response(new Uint8Array(kept.pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${found.document.number}.pdf"`,
    },
  });
}

async function keep(actor: TenantActor, kind: "invoice" | "credit_note", subjectId: string, pdf: Uint8Array) {
  const { withTenant } = await doors();
  return withTenant(actor, (tx) => keepTradeDocument(tx, actor, { kind, subjectId, pdf }));
}
