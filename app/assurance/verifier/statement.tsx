import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { enterStatement, listBodiesOf } from "#app/assurance/enter-statement.server.ts";
import { assessRun } from "#app/assurance/misstatement/misstatement.server.ts";
import { listPlans } from "#app/assurance/plan/plan.server.ts";
import { plannedFields } from "#app/assurance/plan/planned-fields.server.ts";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory, listIssuedReports } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import type { Accreditation } from "#app/identity/verifier-profile.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { VerifierStatement } from "./verifier-statement.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.statement);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "statement" }, async (tx, who) => {
    const { reports, first } = await listIssuedReports(tx, who.organizationId, null);
    const statements = await listStatements(tx, who.organizationId);
    const bodies = await listBodiesOf(who);
    const [planned] = await listPlans(tx, who.engagementId);
    const { run } = await getAssuredInventory(tx, who);
    return {
      reports,
      // No workspace is chosen beforehand: it decides whether the statement confirms the report.
      first: {
        ...first,
        ...(await plannedFields(tx, who.engagementId)),
        verifierName: who.bodyName,
        ...accreditationOf(bodies),
      },
      planned: planned ? { percent: planned.materialityPercent, totalBasis: planned.totalBasis } : null,
      materiality: await assessRun(tx, who.engagementId, run),
      bodies,
      done: new URL(request.url).searchParams.get("done"),
      statements: statements.map(({ record, effect, logIndex, at, withdrawal }) => ({
        record,
        effect,
        logIndex,
        at: at.toISOString(),
        withdrawal: withdrawal && { ...withdrawal, at: withdrawal.at.toISOString() },
      })),
    };
  });

/** A form begins with the accreditation that the body entered in its workspace, if the person has only one body. */
function accreditationOf(bodies: { accreditation: Accreditation }[]): Record<string, string> {
  const [one, ...others] = bodies;
  if (!one || others.length > 0) return {};
  const { body, number, registerUrl } = one.accreditation;
  return { accreditationBody: body, accreditationNumber: number, registerUrl };
}

const StatementActions = defineActions({
  record: { right: "assurance.verify", schema: z.object({}), body: "own" },
});

export const action = verifierAction(StatementActions, {
  record: {
    outside: async ({ actor, request }) => {
      const { withVerifier } = await doors();
      const outcome = await enterStatement(request, actor, (work) => withVerifier(actor, work));
      if (!("statementId" in outcome)) return data(outcome, { status: 422 });
      return `/assurance/${actor.engagementId}/statement?done=recorded`;
    },
  },
});

export default function Statement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierStatement {...page} answer={answer && "refused" in answer ? answer : null} />;
}
