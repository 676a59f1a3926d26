import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asOrganization, RECENTLY, requireId } from "#app/access/actor.server.ts";
import { ROLE_RANK } from "#app/access/role.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listReports } from "#app/report/report.server.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { env } from "#app/settings/env.server.ts";
import { AssurancePage } from "./assurance-page.tsx";
import { inviteVerifier, listEngagements } from "./engagement.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.title);
export const headers = retryHeaders;

const InviteForm = z.object({
  intent: z.literal("invite"),
  bodyName: z.string({ error: "required" }).min(1, { error: "required" }).max(200, { error: "tooLong" }),
  email: EmailField,
  inventoryId: z.uuid({ error: "required" }),
  startsOn: z.iso.date({ error: "day" }),
  endsOn: z.iso.date({ error: "day" }),
});

const DAY_MS = 86_400_000;
const DAYS_OPEN = 90;

/** Statements on record and the verifiers who may look. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const now = new Date();
    const statements = await listStatements(tx, organizationId);
    const reports = await listReports(tx, organizationId, { limit: 1 });
    return {
      base: `/organizations/${organizationId}`,
      mayManage: ROLE_RANK[role] >= ROLE_RANK.admin,
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
      engagements: (await listEngagements(tx, organizationId, now)).map((one) => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        verifier: one.verifier && { ...one.verifier, acceptedAt: one.verifier.acceptedAt.toISOString() },
        revoked: one.revoked && { ...one.revoked, at: one.revoked.at.toISOString() },
      })),
      inventories: (await listInventories(tx, organizationId)).map(({ id, period }) => ({ id, period })),
      days: {
        startsOn: now.toISOString().slice(0, 10),
        endsOn: new Date(now.getTime() + DAYS_OPEN * DAY_MS).toISOString().slice(0, 10),
      },
    };
  });

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, InviteForm);
    await asOrganization(request, params, "admin", async () => null, RECENTLY);
    if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
    const { bodyName, email, inventoryId, startsOn, endsOn } = form.value;
    const typed = { bodyName, email, inventoryId, startsOn, endsOn };
    const user = await requireUser(request);
    const retryAfter = await limitStep("invitation", context.clientAddress, user.userId);
    if (retryAfter) {
      const headers = { "Retry-After": String(retryAfter) };
      return data({ errors: { form: "tooManyTries" }, typed }, { status: 429, headers });
    }
    const made = await asOrganization(request, params, "admin", async (tx, actor) => ({
      invited: await inviteVerifier(tx, actor, { ...typed, inventoryId: requireId(inventoryId) }, new Date()),
      organization: await getOrganization(tx, actor.organizationId),
    }));
    if ("fault" in made.invited) {
      const field = made.invited.fault === "is_member" ? "email" : "endsOn";
      return data({ errors: { [field]: made.invited.fault }, typed }, { status: 422 });
    }
    const url = `${env().publicUrl}/invitations/${made.invited.token}`;
    const { name } = made.organization;
    const letter = { kind: "verifierInvitation", inviter: user.name, organization: name, body: bodyName, url } as const;
    void mailer().send({ to: email, locale: user.locale, letter });
    throw redirect(`/organizations/${params.organizationId}/assurance?done=invited`);
  });

export default function Assurance() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <AssurancePage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
