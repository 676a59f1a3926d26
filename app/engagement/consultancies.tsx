import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { inTenant } from "#app/access/actor.server.ts";
import { grantEngagement } from "#app/access/engagement.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { organizationAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { addDays, utcDay } from "#app/day/day.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { consultancies } from "./consultancies.list.server.ts";
import { ConsultanciesPage } from "./consultancies-page.tsx";
import { ConsultanciesActions, FIELD_OF_FAULT, grantOf } from "./grant-form.ts";
import { sendOffer } from "./send-offer.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.engagement.title);
export const headers = retryHeaders;

const DAYS_OPEN = 365;

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(consultancies, routed, async (_, { actor, scope: { now } }) => ({
    mayManage: offers(ConsultanciesActions, actor).grant,
    done: new URL(routed.request.url).searchParams.get("done"),
    days: { startsOn: utcDay(now), endsOn: addDays(utcDay(now), DAYS_OPEN) },
  }));

export const action = organizationAction(ConsultanciesActions, {
  grant: {
    outside: async ({ actor, request, clientAddress, value }) => {
      const user = await requireUser(request);
      const waitSeconds = await limitStep("invitation", clientAddress, user.userId);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const grant = grantOf(value);
      const granted = await inTenant(actor, async (tx) => {
        const made = await grantEngagement(tx, actor, grant, new Date());
        if ("fault" in made) return made;
        const organization = (await getOrganization(tx, actor.organizationId)).name;
        await sendOffer(tx, user, { email: grant.email, organization, token: made.token });
        return made;
      });
      if ("fault" in granted) return refuse({ [FIELD_OF_FAULT[granted.fault]]: granted.fault });
      return `/organizations/${actor.organizationId}/consultancies?done=sent`;
    },
  },
});

export default function Consultancies() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ConsultanciesPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
