import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { doors } from "#app/doors.server.ts";
import { answerErrors } from "#app/http/actor.server.ts";
import { asVerifier, requireVerifier } from "#app/http/verifier.server.ts";
import { enterStatement } from "#app/routes/assurance/enter-statement.server.ts";
import { listStatements } from "#app/services/assurance/statement.server.ts";
import { listIssuedReports } from "#app/services/assurance/workspace.server.ts";
import { VerifierStatement } from "#app/ui/assurance/verifier-statement.tsx";
import { titleIn } from "#app/ui/page-title.ts";

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
