import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, inTenant } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { enterStatement } from "./enter-statement.server.ts";
import { NewStatementPage } from "./new-statement-page.tsx";
import { listIssuedReports } from "./statement-subject.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.statement.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "assurance.manage", async (tx, { organizationId }) => {
    const asked = new URL(request.url).searchParams.get("report");
    const { subjects, first } = await listIssuedReports(tx, organizationId, asked);
    return { base: `/organizations/${organizationId}/assurance`, subjects: toSent(subjects), first };
  });

const NewStatementActions = defineActions({
  record: { right: "assurance.manage", schema: z.object({}), body: "own" },
});

export const action = organizationAction(NewStatementActions, {
  record: {
    outside: async ({ actor, request }) => {
      const author = { ...actor, engagementId: null } as const;
      const outcome = await enterStatement(request, author, (work) => inTenant(actor, work));
      if (!("statementId" in outcome)) return data(outcome, { status: 422 });
      return `/organizations/${actor.organizationId}/assurance/statements/${outcome.statementId}?done=recorded`;
    },
  },
});

export default function NewStatement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <NewStatementPage {...page} answer={answer && "refused" in answer ? answer : null} />;
}
