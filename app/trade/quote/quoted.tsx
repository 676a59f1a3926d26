import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { refuseLapsed } from "#app/access/plan-standing.server.ts";
import { type Asked, type AskedFor, publicAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { leavingHeaders } from "#app/http/leave-site.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { LeaveSite } from "#app/kit/leave-site.tsx";
import { chosenLocale, LINK_HEADERS, orDead } from "#app/requests/recipient.server.ts";
import { COLUMN, RecipientFrame } from "#app/requests/recipient-frame.tsx";
import { getClient } from "#app/trade/client/client.server.ts";
import { addContractCopy, withdrawContractCopy } from "#app/trade/contract/contract-copy.server.ts";
import { copyDoneIn } from "#app/trade/contract/contract-copy.ts";
import { receiveContractCopy } from "#app/trade/contract/receive-contract-copy.server.ts";
import { addDraftComment } from "#app/trade/draft/draft-comment.server.ts";
import { fieldOf, isCommentAdded, MOST_CHARACTERS } from "#app/trade/draft/draft-comment.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import type { DraftDecision } from "#db/order-schema.ts";
import { unprintedForClient } from "./client-draft.server.ts";
import { payOrderInvoice } from "./pay-invoice.server.ts";
import { acceptQuote, declineQuote } from "./quote-answer.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";
import type { Quote } from "./quote-list.server.ts";
import { DeadQuote, QuotedPage } from "./quoted-page.tsx";
import { viewForClient } from "./quoted-view.server.ts";

export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...LINK_HEADERS, ...leavingHeaders(actionHeaders) });

/** The same title for every quote, so that browser tabs don't reveal who buys what. */
export const meta: MetaFunction = ({ data: loaded }) => {
  const { common, quote } = translator((loaded as { locale?: Locale } | undefined)?.locale ?? "en");
  return [{ title: `${quote.recipient.pageTitle} · ${common.productName}` }];
};

/** The quote and its order, for the holder of the link. All invalid links get the same page. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const search = new URL(request.url).searchParams;
    const options = search.getAll("option");
    const page = await orDead(async () => {
      const door = await requireQuoteLink(params, context.clientAddress);
      return asClient(door, async (tx, open) => {
        const client = await getClient(tx, open.quote.clientId);
        const locale = chosenLocale(request, client.locale);
        const unprinted = search.get("draft") === "refused" ? await unprintedForClient(tx, open) : [];
        const { address } = door;
        return {
          locale,
          address,
          unprinted,
          ...(await viewForClient(tx, paymentGateway(), open, { locale, options })),
        };
      });
    });
    if (!page) return data({ step: "dead", locale: chosenLocale(request, null) } as const, { status: 404 });
    const back = search.get("checkout");
    const copyDone = copyDoneIn(request);
    return {
      step: "open",
      page,
      locale: page.locale,
      back,
      copyDone,
      isCommentAdded: isCommentAdded(request),
    } as const;
  });

const text = (most: number) =>
  z
    .string()
    .default("")
    .transform((typed) => typed.slice(0, most));
const version = z.coerce.number().catch(0);
const right = "public.use";
/** An answer to the draft that was shown. */
const ofDraft = { right, schema: z.object({ draft: version, name: text(100), text: text(MOST_CHARACTERS) }) } as const;
const QuotedActions = defineActions({
  accept: {
    right,
    schema: z.object({
      version,
      // Positions separated by spaces, as shown with the total.
      options: text(400),
      name: text(100),
      role: text(100),
      purchaseOrder: text(100),
      agree: z.string().optional(),
    }),
  },
  decline: { right, schema: z.object({ version, reason: text(1000) }) },
  pay: { right, schema: z.object({ invoiceId: z.string().optional() }) },
  approve_draft: ofDraft,
  request_changes: ofDraft,
  comment_draft: ofDraft,
  // The form has a file, so its verb reads it.
  upload_copy: { right, schema: z.object({}), body: "own" },
  withdraw_copy: { right, schema: z.object({ copyId: z.string().default(""), reason: text(1000) }) },
});

/** Accepts or declines the quote, starts a payment, or changes the copies of the contract. */
export const action = publicAction(QuotedActions, {
  accept: {
    outside: (asked) =>
      answer(asked, async (tx, open, tenantId) => {
        // Accepting creates an order, which a seller with a lapsed plan can't process. Declining, reading and paying
        // still work.
        await refuseLapsed(tx, tenantId, { asking: "guest" });
        const { version: shown, options, agree, ...typed } = asked.value;
        const chosen = options.split(" ").filter(Boolean);
        const given = { ...typed, version: shown, options: chosen, isAgreed: agree !== undefined };
        const accepted = await acceptQuote(tx, open, { ...given, clientAddress: asked.clientAddress, now: new Date() });
        return accepted.ok ? null : accepted.fault;
      }),
  },
  decline: {
    outside: (asked) =>
      answer(asked, (tx, open) =>
        declineQuote(tx, open, { ...asked.value, clientAddress: asked.clientAddress, now: new Date() }),
      ),
  },
  pay: {
    outside: (asked) =>
      orPaused(async () => {
        const { request, params, clientAddress, value } = asked;
        const door = await requireQuoteLink(params, clientAddress, "quote-pay");
        return payOrderInvoice(request, door, value.invoiceId);
      }),
  },
  approve_draft: { outside: (asked) => commentDraft(asked, "approved") },
  request_changes: { outside: (asked) => commentDraft(asked, "changes") },
  comment_draft: { outside: (asked) => commentDraft(asked, null) },
  upload_copy: { outside: uploadCopy },
  withdraw_copy: {
    outside: ({ request, params, clientAddress, value }) =>
      orPaused(async () => {
        const door = await requireQuoteLink(params, clientAddress, "quote-copy");
        const copyId = requireId(value.copyId);
        const fault = await asClient(door, (tx, { quote, author }) =>
          withdrawContractCopy(tx, author, { orderId: orderOf(quote), copyId, side: "client", reason: value.reason }),
        );
        return fault ? refuse({ reason: fault }) : `${new URL(request.url).pathname}?copy=withdrawn`;
      }),
  },
});

type AskedOf<I extends keyof typeof QuotedActions> = AskedFor<unknown, typeof QuotedActions, I>;
type Open = Parameters<Parameters<typeof asClient>[1]>;

/** Answers a quote by its link. An invalid link redirects to its page. */
function answer(
  { request, params, clientAddress }: Asked<object, unknown>,
  work: (tx: Open[0], open: Open[1], tenantId: string) => Promise<string | null>,
) {
  return orPaused(async () => {
    const done = await orDead(async () => {
      const door = await requireQuoteLink(params, clientAddress, "quote-answer");
      return asClient(door, async (tx, open) => ({ fault: await work(tx, open, door.link.tenantId) }));
    });
    return done?.fault ? refuse({ form: done.fault }) : new URL(request.url).pathname;
  });
}

/** Adds a comment to the draft that was shown, with the client's decision if there is one. */
function commentDraft(
  { request, params, clientAddress, value }: AskedOf<"comment_draft">,
  decision: DraftDecision | null,
) {
  return orPaused(async () => {
    const door = await requireQuoteLink(params, clientAddress, "draft-comment");
    const fault = await asClient(door, (tx, { quote, author }) =>
      addDraftComment(tx, author, { orderId: orderOf(quote), side: "client", decision, ...value }),
    );
    return fault ? refuse({ [fieldOf(fault)]: fault }) : `${new URL(request.url).pathname}?comment=added`;
  });
}

/** The link is checked before any byte is read, and again when the copy is added. */
function uploadCopy({ request, params, clientAddress, typed }: Asked<object, unknown>) {
  typed.intent = "upload_copy";
  return orPaused(async () => {
    const door = await requireQuoteLink(params, clientAddress, "quote-copy");
    const client = await asClient(door, async (tx, { quote }) => {
      orderOf(quote);
      return getClient(tx, quote.clientId);
    });
    const receiver = { tenantId: door.link.tenantId, locale: chosenLocale(request, client.locale), typed };
    const errors = await receiveContractCopy(request, receiver, (copy) =>
      asClient(door, (tx, { quote, author }) =>
        addContractCopy(tx, author, { orderId: orderOf(quote), side: "client", ...copy }),
      ),
    );
    return errors ? refuse(errors) : `${new URL(request.url).pathname}?copy=added`;
  });
}

/** Only an accepted quote has an order, and so a contract. @throws AppError `not_found` */
function orderOf({ orderId }: Quote): string {
  if (!orderId) throw new AppError("not_found");
  return orderId;
}

async function orPaused<T>(work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "payment_required") return refuse({ form: "seller_paused" }, 402);
    if (error instanceof AppError && error.code === "rate_limited") return refuse({ form: "rate_limited" }, 429);
    throw error;
  }
}

export default function Quoted() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecipientFrame locale={loaded.locale}>
      {loaded.step === "dead" ? (
        <DeadQuote />
      ) : answer && "leave" in answer ? (
        <div className={`${COLUMN} py-12`}>
          <LeaveSite address={answer.leave} />
        </div>
      ) : (
        <QuotedPage
          page={loaded.page}
          back={loaded.back}
          copyDone={loaded.copyDone}
          isCommentAdded={loaded.isCommentAdded}
          answer={answer ? { fault: answer.errors.form ?? "", errors: answer.errors, typed: answer.typed } : null}
        />
      )}
    </RecipientFrame>
  );
}
