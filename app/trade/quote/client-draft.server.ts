import { AppError } from "#app/encoding/errors.ts";
import { collectDraft, unprintedInDraft } from "#app/report/collect-draft.server.ts";
import { getOrder } from "#app/trade/order/order-list.server.ts";
import type { OpenQuote } from "./quote-link.server.ts";

type TenantTx = Parameters<typeof getOrder>[0];

/** The newest draft delivered to the client. @throws AppError `not_found` if there is none */
async function findGiven(tx: TenantTx, { quote, author }: OpenQuote) {
  const order = quote.orderId ? await getOrder(tx, quote.orderId) : null;
  const given = order?.drafts[0];
  if (!order?.organizationId || !given || order.facts.state === "cancelled") throw new AppError("not_found");
  const { organizationId } = order;
  return { organizationId, authorId: author.userId, runId: given.runId, locale: "both" as const };
}

export async function collectClientDraft(tx: TenantTx, open: OpenQuote) {
  return collectDraft(tx, { ...(await findGiven(tx, open)), withhold: "nothing" });
}

/** Characters of the draft that can't be printed, with their places but without the surrounding texts. */
export async function unprintedForClient(tx: TenantTx, open: OpenQuote) {
  const found = await unprintedInDraft(tx, await findGiven(tx, open));
  return found.map(({ facts: { en, zh, character, codePoint } }) => ({ en, zh, character, codePoint }));
}
