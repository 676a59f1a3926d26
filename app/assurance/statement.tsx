import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asOrganization, EVEN_LAPSED, requireActor, requireId } from "#app/access/actor.server.ts";
import { ROLE_RANK } from "#app/access/role.ts";
import { doors } from "#app/database/doors.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { env } from "#app/settings/env.server.ts";
import { knownProblem } from "./known-problem.ts";
import { getStatement, withdrawStatement } from "./statement.server.ts";
import { StatementPage } from "./statement-page.tsx";
import { readText } from "./text-field.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) =>
  titleIn(matches, (t) => t.assurance.statement.titleOf(loaded?.statement.record.verifier.name ?? ""));

const WithdrawForm = z.object({
  intent: z.literal("withdraw"),
  kind: z.enum(["facts_discovered", "entered_in_error", "withdrawn_by_verifier"], { error: "required" }),
  reason: z.string().default(""),
});

/** A statement on record, with everything that it says. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const statement = await getStatement(tx, organizationId, requireId(params.statementId));
    return {
      base: `/organizations/${organizationId}/assurance`,
      mayManage: ROLE_RANK[role] >= ROLE_RANK.admin,
      done: new URL(request.url).searchParams.get("done"),
      statement: {
        ...statement,
        at: statement.at.toISOString(),
        withdrawal: statement.withdrawal && { ...statement.withdrawal, at: statement.withdrawal.at.toISOString() },
      },
    };
  });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, WithdrawForm);
    const actor = await requireActor(request, params, "admin", EVEN_LAPSED);
    if (!form.ok) return data({ problem: "required", refused: null }, { status: 422 });
    const reason = readText(form.value.reason);
    if (!reason.ok) return data({ problem: reason.fault, refused: null }, { status: 422 });
    const keys = await issuerKeys();
    const { withTenant, withSystem } = await doors();
    const now = new Date().toISOString();
    const statementId = requireId(params.statementId);
    const author = { ...actor, engagementId: null };
    const issuer = { keys, publicUrl: env().publicUrl };
    const end = { statementId, kind: form.value.kind, reason: reason.value, now };
    try {
      await withTenant(actor, (tx) => withdrawStatement(tx, author, issuer, end));
    } catch (error) {
      return data({ problem: knownProblem(error), refused: null }, { status: 409 });
    }
    await withSystem((tx) => signPendingCheckpoint(tx, keys.log, now));
    return redirect(`/organizations/${actor.organizationId}/assurance/statements/${statementId}?done=withdrawn`);
  });

export default function Statement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <StatementPage {...page} answer={answer ?? null} />;
}
