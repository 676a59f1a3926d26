import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asOrganization, requireActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { enterStatement } from "./enter-statement.server.ts";
import { NewStatementPage } from "./new-statement-page.tsx";
import { listIssuedReports } from "./workspace.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.statement.newTitle);

/** The form of a third party's statement, for the organization to enter. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "admin", async (tx, { organizationId }) => ({
    base: `/organizations/${organizationId}/assurance`,
    ...(await listIssuedReports(tx, organizationId, new URL(request.url).searchParams.get("report"))),
  }));

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "admin");
    const author = { ...actor, engagementId: null };
    const { withTenant } = await doors();
    const outcome = await enterStatement(request, author, (work) => withTenant(actor, work));
    if (!("statementId" in outcome)) return data(outcome, { status: 422 });
    return redirect(`/organizations/${actor.organizationId}/assurance/statements/${outcome.statementId}?done=recorded`);
  });

export default function NewStatement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <NewStatementPage {...page} answer={answer ?? null} />;
}
