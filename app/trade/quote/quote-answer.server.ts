import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import { makeOrder } from "#app/trade/order/order.server.ts";
import { QUOTE } from "#app/trade/quote/quote-state.ts";
import { lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addChoice } from "./quote.server.ts";
import type { OpenQuote } from "./quote-link.server.ts";
import { getQuote } from "./quote-list.server.ts";
import { readChosen } from "./quote-options.ts";

/** Errors shown to the holder of the link. Message keys. */
export type AnswerFault =
  | "name_missing"
  | "role_missing"
  | "not_agreed"
  | "purchase_order"
  | "reason_missing"
  | "quote_changed"
  | "quote_not_open";

/**
 * The client accepts the version shown, which creates the order. Stores the name, role, time and IP address, and the
 * number of the client's purchase order if one is given. With options, the accepted version is a new one that has them.
 *
 * @param answer.version the version shown; a newer one must be read first
 * @param answer.options positions of the chosen options of that version, as posted
 */
export async function acceptQuote(
  tx: TenantTx,
  open: OpenQuote,
  answer: {
    version: number;
    options?: readonly string[];
    name: string;
    role: string;
    purchaseOrder?: string;
    isAgreed: boolean;
    clientAddress: string;
    now: Date;
  },
): Promise<{ ok: true; orderId: string } | { ok: false; fault: AnswerFault }> {
  const [name, role] = [answer.name.trim(), answer.role.trim()];
  if (name === "") return { ok: false, fault: "name_missing" };
  if (role === "") return { ok: false, fault: "role_missing" };
  if (!answer.isAgreed) return { ok: false, fault: "not_agreed" };
  const purchaseOrder = answer.purchaseOrder?.trim() ?? "";
  if (!isPlainLine(purchaseOrder)) return { ok: false, fault: "purchase_order" };
  const fault = await endVersion(tx, open, {
    ...answer,
    state: "accepted",
    columns: { signer_name: name, signer_role: role, purchase_order: purchaseOrder },
    facts: { signerName: name, signerRole: role, ...(purchaseOrder ? { purchaseOrder } : {}) },
  });
  if (fault) return { ok: false, fault };
  return { ok: true, orderId: await makeOrder(tx, open.author, open.quote.id) };
}

/** The client declines the version shown, with a reason. */
export async function declineQuote(
  tx: TenantTx,
  open: OpenQuote,
  answer: { version: number; reason: string; clientAddress: string; now: Date },
): Promise<AnswerFault | null> {
  const note = answer.reason.trim();
  if (note === "") return "reason_missing";
  return endVersion(tx, open, { ...answer, state: "declined", columns: { note }, facts: { reason: note } });
}

async function endVersion(
  tx: TenantTx,
  { quote: shown, author }: OpenQuote,
  answer: {
    version: number;
    options?: readonly string[];
    state: "accepted" | "declined";
    columns: { signer_name?: string; signer_role?: string; purchase_order?: string; note?: string };
    facts: object;
    clientAddress: string;
    now: Date;
  },
): Promise<"quote_changed" | "quote_not_open" | null> {
  await lockTrail(tx, author.tenantId);
  const quote = await getQuote(tx, shown.id, answer.now);
  const [shownVersion] = quote.versions;
  if (shownVersion?.version !== answer.version) return "quote_changed";
  const chosen = readChosen(answer.options ?? [], shownVersion);
  if (!chosen) return "quote_changed";
  if (!QUOTE.may(answer.state === "accepted" ? "accept" : "decline", quote.state)) return "quote_not_open";
  const version = chosen.length === 0 ? answer.version : await addChoice(tx, author, quote, chosen);
  await tx
    .insertInto("quote_step")
    .values({
      tenant_id: author.tenantId,
      quote_id: quote.id,
      version,
      step: 2,
      state: answer.state,
      ...answer.columns,
      client_address: answer.clientAddress,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: `quote.${answer.state}`,
    subject: "quote",
    subjectId: quote.id,
    before: { state: quote.state },
    after: {
      number: quote.number,
      version,
      state: answer.state,
      ...answer.facts,
      ...(chosen.length > 0 ? { optionsChosen: chosen } : {}),
    },
  });
  return null;
}
