import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { asClient, requireQuoteLink } from "#app/trade/quote/quote-door.server.ts";
import { getContractCopy } from "./contract-copy.server.ts";
import { serveContractCopy } from "./serve-contract-copy.server.ts";

export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const door = await requireQuoteLink(params, context.clientAddress);
    const copy = await asClient(door, async (tx, { quote }) => {
      if (!quote.orderId) throw new AppError("not_found");
      return getContractCopy(tx, quote.orderId, requireId(params.copyId));
    });
    const file = await serveContractCopy(request, door.link.tenantId, copy, "client");
    for (const [name, value] of Object.entries(LINK_HEADERS)) file.headers.set(name, value);
    return file;
  });
