import { redirect } from "@remix-run/node";
import { type Actor, inTenant, requireId } from "#app/access/actor.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { rememberLink } from "#app/access/shown-link.server.ts";
import { type Asked, isRefused, orConflict, refuse, type Verbs } from "#app/action/action.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { acceptAnswers, revokeDataRequest, sendLink } from "./data-request.server.ts";
import type { DataRequestActions } from "./data-request-action.ts";
import { remarksOf } from "./data-request-form.ts";
import { sendDataRequestLetter } from "./send-letter.server.ts";
import { makeFactorOfAnswer } from "./supplier/supplier-factor.server.ts";

export const dataRequestVerbs = {
  remind: { outside: (asked) => send(asked, { kind: "reminded", letter: "dataRequestReminder" }) },
  resend: { outside: (asked) => send(asked, { kind: "sent", letter: "dataRequest" }) },
  "ask-again": {
    outside: (asked) => {
      const question = { comment: asked.value.comment, remarks: remarksOf(asked.value) };
      return send(asked, { kind: "asked_again", letter: "dataRequestQuestion", question });
    },
  },
  "make-factor": async (tx, { actor, request, params, value: { gwpSet } }) => {
    const asked = { requestId: requireId(params.dataRequestId), gwpSet, locale: localeOf(request) };
    const made = await orConflict(makeFactorOfAnswer(tx, actor, asked));
    if (isRefused(made)) return made;
    if ("fault" in made) return refuse({ gwpSet: made.fault });
    return `/organizations/${actor.organizationId}/own-factors/${made.factorId}`;
  },
  accept: { outside: (asked) => end(asked, "accepted", (tx, id) => acceptAnswers(tx, asked.actor, id)) },
  revoke: {
    outside: (asked) => end(asked, "revoked", (tx, id) => revokeDataRequest(tx, asked.actor, id, asked.value.reason)),
  },
} satisfies Verbs<Actor, typeof DataRequestActions>;

async function end(
  { actor, request, params }: Asked<Actor, unknown>,
  done: "accepted" | "revoked",
  work: (tx: TenantTx, requestId: string) => Promise<unknown>,
) {
  const requestId = requireId(params.dataRequestId);
  const outcome = await orConflict(inTenant(actor, (tx) => work(tx, requestId)));
  return isRefused(outcome) ? outcome : `${new URL(request.url).pathname}?done=${done}`;
}

interface Sending {
  kind: "reminded" | "sent" | "asked_again";
  letter: "dataRequestReminder" | "dataRequest" | "dataRequestQuestion";
  question?: { comment: string; remarks: ReturnType<typeof remarksOf> };
}

async function send(
  { actor, request, params, clientAddress, value }: Asked<Actor, { expires: Date }>,
  { kind, letter, question }: Sending,
) {
  const requestId = requireId(params.dataRequestId);
  const user = await requireUser(request);
  if (await limitStep("data-request-mail", clientAddress, actor.userId)) return refuse({ form: "rate_limited" }, 429);
  const expiresAt = value.expires;
  const sent = await orConflict(
    inTenant(actor, async (tx) => {
      const result = await sendLink(tx, actor, requestId, { kind, expiresAt, ...question });
      if (!result.ok) return result;
      const { recipientName, recipientEmail, locale, message } = result.request;
      await sendDataRequestLetter(tx, {
        kind: letter,
        token: result.token,
        recipientName,
        recipientEmail,
        locale,
        expiresAt,
        organization: (await getOrganization(tx, actor.organizationId)).name,
        asker: user.name,
        message: question?.comment ?? message,
      });
      return result;
    }),
  );
  if (isRefused(sent)) return sent;
  if (!sent.ok) return refuse({ [sent.fault === "expiry" ? "expires" : "form"]: sent.fault });
  const page = `/organizations/${actor.organizationId}/data-requests/${requestId}`;
  return redirect(`${page}?done=${kind}`, { headers: rememberLink(page, sent.token) });
}
