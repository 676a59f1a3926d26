import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, inTenant } from "#app/access/actor.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { organizationAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { addDays, utcDay } from "#app/day/day.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { listReports } from "#app/report/report.server.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { AssurancePage } from "./assurance-page.tsx";
import { inviteVerifier, listEngagements } from "./engagement.server.ts";
import { postInvitation } from "./post-invitation.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.title);
export const headers = retryHeaders;

const InviteForm = z.object({
  bodyName: z.string({ error: "required" }).min(1, { error: "required" }).max(200, { error: "tooLong" }),
  email: EmailField,
  inventoryId: z.uuid({ error: "required" }),
  startsOn: z.iso.date({ error: "day" }),
  endsOn: z.iso.date({ error: "day" }),
});

const DAYS_OPEN = 90;

/** Statements on record and the verifiers who may look. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const now = new Date();
    const statements = await listStatements(tx, organizationId);
    const reports = await listReports(tx, organizationId, { limit: 1 });
    return {
      base: `/organizations/${organizationId}`,
      mayManage: offers(AssuranceActions, { may }).invite,
      hasReport: reports.some(({ state }) => state !== "issuing"),
      done: new URL(request.url).searchParams.get("done"),
      statements: statements.map(({ id, record, reportId, effect }) => ({
        id,
        reportId,
        effect,
        verifier: record.verifier.name,
        number: record.report.number,
        level: record.engagement.level,
        date: record.date,
      })),
      engagements: toSent(await listEngagements(tx, organizationId, now)),
      inventories: (await listInventories(tx, organizationId)).map(({ id, period }) => ({ id, period })),
      days: {
        startsOn: utcDay(now),
        endsOn: addDays(utcDay(now), DAYS_OPEN),
      },
    };
  });

const AssuranceActions = defineActions({
  invite: { right: "assurance.manage", recent: true, schema: InviteForm },
});

export const action = organizationAction(AssuranceActions, {
  invite: {
    outside: async ({ actor, request, clientAddress, value }) => {
      const user = await requireUser(request);
      const waitSeconds = await limitStep("invitation", clientAddress, user.userId);
      if (waitSeconds) return refuseForNow(waitSeconds, "tooManyTries");
      const invited = await inTenant(actor, async (tx) => {
        const made = await inviteVerifier(tx, actor, value, new Date());
        if ("fault" in made) return made;
        await postInvitation(tx, { ...made, email: value.email }, { actor, user, body: value.bodyName });
        return made;
      });
      if ("fault" in invited) return refuse({ [invited.fault === "is_member" ? "email" : "endsOn"]: invited.fault });
      return `/organizations/${actor.organizationId}/assurance?done=invited`;
    },
  },
});

export default function Assurance() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <AssurancePage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
