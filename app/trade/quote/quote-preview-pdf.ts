import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors, inTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { pdfFile } from "#app/http/pdf-file.ts";
import { printTradeDocument } from "#app/trade/document/print.server.ts";
import { describeDraft } from "./quote-preview.server.ts";

/** Printed on each page, as both languages print together. */
const WATERMARK = "DRAFT 草稿";

/** The draft as a watermarked PDF, printed outside the transaction. A draft that can't be sent leads back to its page. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "trade.sell");
    const quoteId = requireId(params.quoteId);
    const described = await inTenant(actor, (tx) => describeDraft(tx, quoteId, new Date()));
    if (!described.ok) throw redirect(`/tenants/${actor.tenantId}/quotes/${quoteId}?draft&refused=${described.fault}`);
    const { document } = described;
    return pdfFile(await printTradeDocument(document, WATERMARK), `${document.number}-draft`);
  });
