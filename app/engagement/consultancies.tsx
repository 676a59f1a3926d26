import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asOrganization, RECENTLY } from "#app/access/actor.server.ts";
import { grantEngagement, listEngagements } from "#app/access/engagement.server.ts";
import { ROLE_RANK } from "#app/access/role.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { refuseForm, refuseForNow, retryHeaders } from "#app/account/form-answer.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { ConsultanciesPage } from "./consultancies-page.tsx";
import { engagementView } from "./engagement-view.ts";
import { FIELD_OF_FAULT, GrantForm, grantOf } from "./grant-form.ts";
import { sendOffer } from "./send-offer.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.engagement.title);
export const headers = retryHeaders;

const DAY_MS = 86_400_000;
const DAYS_OPEN = 365;

/** The consultancies that may work on an organization, and the offer to a further one. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const now = new Date();
    return {
      base: `/organizations/${organizationId}`,
      mayManage: ROLE_RANK[role] >= ROLE_RANK.admin,
      done: new URL(request.url).searchParams.get("done"),
      engagements: (await listEngagements(tx, organizationId, now)).map(engagementView),
      days: {
        startsOn: now.toISOString().slice(0, 10),
        endsOn: new Date(now.getTime() + DAYS_OPEN * DAY_MS).toISOString().slice(0, 10),
      },
    };
  });

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, GrantForm);
    await asOrganization(request, params, "admin", async () => null, RECENTLY);
    if (!form.ok) return refuseForm(form.errors, form.typed);
    const { named, mayIssue = "", mayHold = "" } = form.value;
    const typed = { ...form.value, named: named.join("\n"), mayIssue, mayHold };
    const user = await requireUser(request);
    const waitSeconds = await limitStep("invitation", context.clientAddress, user.userId);
    if (waitSeconds) return refuseForNow(waitSeconds, typed);
    const grant = grantOf(form.value);
    const made = await asOrganization(request, params, "admin", async (tx, actor) => ({
      granted: await grantEngagement(tx, actor, grant, new Date()),
      organization: (await getOrganization(tx, actor.organizationId)).name,
    }));
    if ("fault" in made.granted) {
      const { fault } = made.granted;
      return data({ errors: { [FIELD_OF_FAULT[fault]]: fault }, typed, waitSeconds: 0 }, { status: 422 });
    }
    sendOffer(user, { email: grant.email, organization: made.organization, token: made.granted.token });
    throw redirect(`/organizations/${params.organizationId}/consultancies?done=sent`);
  });

export default function Consultancies() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ConsultanciesPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
