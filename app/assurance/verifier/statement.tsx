import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { enterStatement } from "#app/assurance/enter-statement.server.ts";
import { asVerifier, requireVerifier } from "#app/assurance/verifier.server.ts";
import { listIssuedReports } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { VerifierStatement } from "./verifier-statement.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.statement);

/** Statements about the reports of this inventory, and the form in which the verifier enters one. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "statement" }, async (tx, who) => {
    const { reports, first } = await listIssuedReports(tx, who.organizationId, null);
    const statements = await listStatements(tx, who.organizationId);
    return {
      reports,
      first: { ...first, verifierName: who.bodyName },
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

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const who = await requireVerifier(request, params);
    const { withVerifier } = await doors();
    const outcome = await enterStatement(request, who, (work) => withVerifier(who, work));
    if (!("statementId" in outcome)) return data(outcome, { status: 422 });
    return redirect(`/assurance/${who.engagementId}/statement?done=recorded`);
  });

export default function Statement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierStatement {...page} answer={answer ?? null} />;
}
