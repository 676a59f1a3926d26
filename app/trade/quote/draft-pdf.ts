import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { pdfFile } from "#app/http/pdf-file.ts";
import { isUnprintable, renderDraft } from "#app/report/report-draft.server.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { collectClientDraft } from "./client-draft.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";

/**
 * The newest draft delivered to the client, with a watermark and without a number. Rendered outside the transaction.
 */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const door = await requireQuoteLink(params, context.clientAddress);
    const draft = await asClient(door, collectClientDraft);
    const pdf = await renderDraft(draft, "both").catch((error: unknown) => {
      if (!isUnprintable(error)) throw error;
      throw redirect(`${door.address}?draft=refused`, { headers: LINK_HEADERS });
    });
    return pdfFile(pdf, "draft", LINK_HEADERS);
  });
