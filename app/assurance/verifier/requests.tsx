import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { defineActions } from "#app/action/action.ts";
import { addRequest, listVerifierRequests, stepRequest } from "#app/assurance/request/request.server.ts";
import { AskForm, StepForm } from "#app/assurance/request/request-form.ts";
import { VerifierRequests } from "#app/assurance/request/verifier-requests.tsx";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { utcDay } from "#app/day/day.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.verification.tabs.requests);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "requests" }, async (tx, { engagementId }) => ({
    base: `/assurance/${engagementId}`,
    requests: toSent(await listVerifierRequests(tx, engagementId)),
    today: utcDay(new Date()),
    done: new URL(request.url).searchParams.get("done"),
  }));

const faults = { request_closed: "form", request_asked: "form", request_answered: "form" } as const;

const RequestActions = defineActions({
  ask: { right: "assurance.verify", schema: AskForm },
  close: { right: "assurance.verify", schema: StepForm, faults },
  reopen: { right: "assurance.verify", schema: StepForm, faults },
});

const here = (engagementId: string, done: string) => `/assurance/${engagementId}/requests?done=${done}`;

export const action = verifierAction(RequestActions, {
  ask: async (tx, { actor, value }) => {
    await addRequest(tx, actor, value);
    return here(actor.engagementId, "added");
  },
  close: async (tx, { actor, value }) => {
    await stepRequest(tx, actor, { ...value, state: "closed" });
    return here(actor.engagementId, "saved");
  },
  reopen: async (tx, { actor, value }) => {
    await stepRequest(tx, actor, { ...value, state: "reopened" });
    return here(actor.engagementId, "saved");
  },
});

export default function Requests() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierRequests {...page} answer={answer ?? null} />;
}
