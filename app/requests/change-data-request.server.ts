import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { answerErrors, asOrganization, EVEN_LAPSED, requireActor, requireId } from "#app/access/actor.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { acceptAnswers, revokeDataRequest, sendLink } from "./data-request.server.ts";
import { ExpiresField, remarksOf, TextField } from "./data-request-form.ts";
import { sendDataRequestLetter } from "./send-letter.server.ts";
import { rememberLink } from "./shown-link.server.ts";

const Form = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("remind"), expires: ExpiresField }),
    z.object({ intent: z.literal("resend"), expires: ExpiresField }),
    z.looseObject({ intent: z.literal("ask-again"), expires: ExpiresField, comment: TextField.default("") }),
    z.object({ intent: z.literal("accept") }),
    z.object({ intent: z.literal("revoke"), reason: TextField.pipe(z.string().min(1, { error: "reason" })) }),
  ],
  { error: "form" },
);

type Change = z.output<typeof Form>;
type Sending = Extract<Change, { expires: Date }>;
type Params = { organizationId?: string | undefined; dataRequestId?: string | undefined };

const KINDS = { remind: "reminded", resend: "sent", "ask-again": "asked_again" } as const;
const LETTERS = { remind: "dataRequestReminder", resend: "dataRequest", "ask-again": "dataRequestQuestion" } as const;
const DONE = { accept: "accepted", revoke: "revoked" } as const;

/** Sends a link once more, asks again, accepts or revokes: the field `intent` says which. */
export function changeDataRequest(request: Request, params: Params, clientAddress: string) {
  return answerErrors(request, async () => {
    const form = await parseForm(request, Form);
    const takesAway = form.ok && form.value.intent === "revoke";
    const options = takesAway ? EVEN_LAPSED : {};
    const actor = await requireActor(request, params, "editor", options);
    const requestId = requireId(params.dataRequestId);
    if (!form.ok) return refuse(form.errors);
    const here = new URL(request.url).pathname;
    const change = form.value;
    if ("expires" in change) return send(request, params, change, clientAddress);
    try {
      await asOrganization(
        request,
        params,
        "editor",
        (tx) =>
          change.intent === "accept"
            ? acceptAnswers(tx, actor, requestId)
            : revokeDataRequest(tx, actor, requestId, change.reason),
        options,
      );
    } catch (error) {
      return refuse({ form: conflictOf(error) });
    }
    throw redirect(`${here}?done=${DONE[change.intent]}`);
  });
}

async function send(request: Request, params: Params, change: Sending, clientAddress: string) {
  const actor = await requireActor(request, params, "editor");
  const requestId = requireId(params.dataRequestId);
  const user = await requireUser(request);
  if (await limitStep("data-request-mail", clientAddress, actor.userId)) return refuse({ form: "rate_limited" }, 429);
  const { intent, expires: expiresAt } = change;
  const asked = intent === "ask-again" ? { comment: change.comment, remarks: remarksOf(change) } : {};
  const kind = KINDS[intent];
  const sent = await asOrganization(request, params, "editor", async (tx) => ({
    result: await sendLink(tx, actor, requestId, { kind, expiresAt, ...asked }),
    organization: (await getOrganization(tx, actor.organizationId)).name,
  })).catch((error: unknown) => conflictOf(error));
  if (typeof sent === "string") return refuse({ form: sent });
  const { result, organization } = sent;
  if (!result.ok) return refuse({ [result.fault === "expiry" ? "expires" : "form"]: result.fault });
  const { recipientName, recipientEmail, locale, message } = result.request;
  sendDataRequestLetter({
    kind: LETTERS[intent],
    token: result.token,
    recipientName,
    recipientEmail,
    locale,
    expiresAt,
    organization,
    asker: user.name,
    message: asked.comment ?? message,
  });
  const headers = rememberLink(actor.organizationId, requestId, result.token);
  throw redirect(`${new URL(request.url).pathname}?done=${kind}`, { headers });
}

function refuse(errors: Record<string, string>, status = 422) {
  return data({ errors }, { status });
}

const CONFLICTS = ["request_closed", "nothing_answered"];

/** What a person can put right, as a key of `dataRequest.fault`; anything else goes on. */
function conflictOf(error: unknown): string {
  // An error of `asOrganization` has become an answer already.
  const details = (error as { data?: { details?: { reason?: unknown } } }).data?.details ?? {};
  const reason = error instanceof AppError ? error.details.reason : details.reason;
  if (typeof reason === "string" && CONFLICTS.includes(reason)) return reason;
  throw error;
}
