import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { answerErrors } from "#app/http/actor.server.ts";
import { asClient, requireQuoteLink } from "#app/http/quote-link.server.ts";
import { LINK_HEADERS } from "#app/http/recipient.server.ts";
import { renderDraft } from "#app/services/report-draft.server.ts";
import { getOrder } from "#app/services/trade/order-list.server.ts";
import { collectDraft } from "../reports/collect-draft.server.ts";

/** The newest draft that the client was given: watermarked, without number. Rendered outside the transaction. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const link = await requireQuoteLink(params.token, context.clientAddress);
    const draft = await asClient(link, async (tx, { quote, author }) => {
      const order = quote.orderId ? await getOrder(tx, quote.orderId) : null;
      const given = order?.drafts[0];
      if (!order?.organizationId || !given || order.facts.state === "cancelled") throw new AppError("not_found");
      const { organizationId } = order;
      return collectDraft(tx, {
        organizationId,
        authorId: author.userId,
        runId: given.runId,
        locale: "both",
        withhold: "nothing",
      });
    });
    const pdf = await renderDraft(draft, "both");
    return new Response(new Uint8Array(pdf), {
      headers: {
        ...LINK_HEADERS,
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="draft.pdf"',
      },
    });
  });
