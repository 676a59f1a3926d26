import { hashLinkToken, isLinkToken, makeLinkToken } from "#app/access/link-token.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { clientAuthor } from "#app/trade/portal/portal-link.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import { getQuote, type Quote } from "./quote-list.server.ts";

/** The tenant and quote of a token. Whether the link is still valid is checked within the tenant. */
export interface FoundQuoteLink {
  tenantId: string;
  quoteId: string;
  number: number;
}

/** A quote with the holder of its link as the author. */
export interface OpenQuote {
  quote: Quote;
  author: ChangeAuthor;
}

/** The validity of a link, which also shows the order. */
const DAYS_OPEN = 730;

/** Creates a new link, which ends the previous one. @returns the token; the database stores only its hash */
export async function addQuoteLink(
  tx: TenantTx,
  author: ChangeAuthor,
  quoteId: string,
  { email, now }: { email: string; now: Date },
): Promise<string> {
  const token = makeLinkToken();
  const { number } = await tx
    .selectFrom("quote_link")
    .select((select) => select.fn.count<number>("number").as("number"))
    .where("quote_id", "=", quoteId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("quote_link")
    .values({
      tenant_id: author.tenantId,
      quote_id: quoteId,
      number: number + 1,
      token_hash: hashLinkToken(token),
      email,
      expires_at: new Date(now.getTime() + DAYS_OPEN * 86_400_000),
      created_by: author.userId,
    })
    .execute();
  return token;
}

/**
 * Sends the client a new link to the sent quote. The previous link ends.
 *
 * @throws AppError `not_found`; `conflict` with `nothing_sent` or `client_email_missing`
 */
export async function renewQuoteLink(tx: TenantTx, author: ChangeAuthor, quoteId: string, now: Date): Promise<string> {
  await lockTrail(tx, author.tenantId);
  const quote = await getQuote(tx, quoteId, now);
  if (quote.versions.length === 0) throw new AppError("conflict", { details: { reason: "nothing_sent" } });
  const { email } = await getClient(tx, quote.clientId);
  if (email === "") throw new AppError("conflict", { details: { reason: "client_email_missing" } });
  const token = await addQuoteLink(tx, author, quoteId, { email, now });
  await recordChange(tx, author, {
    action: "quote.link_renewed",
    subject: "quote",
    subjectId: quoteId,
    after: { number: quote.number, clientId: quote.clientId },
  });
  return token;
}

/** Looks up a token in all tenants. A malformed token never reaches a query. */
export async function findQuoteLink(tx: SystemTx, token: string): Promise<FoundQuoteLink | undefined> {
  if (!isLinkToken(token)) return undefined;
  const row = await tx
    .selectFrom("quote_link")
    .select(["tenant_id", "quote_id", "number"])
    .where("token_hash", "=", hashLinkToken(token))
    .executeTakeFirst();
  return row && { tenantId: row.tenant_id, quoteId: row.quote_id, number: row.number };
}

/**
 * Opens the quote of a link if the link is the newest one and not expired.
 *
 * @throws AppError `not_found` for every other link, always the same
 */
export async function openQuote(tx: TenantTx, link: FoundQuoteLink, now: Date): Promise<OpenQuote> {
  const quote = await getQuote(tx, link.quoteId, now);
  if (quote.link?.number !== link.number || quote.link.expiresAt <= now) throw new AppError("not_found");
  return { quote, author: clientAuthor(link.tenantId, quote.clientId) };
}
