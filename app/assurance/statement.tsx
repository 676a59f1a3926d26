import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, inTenant, requireId } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { toNote } from "./form-answer-note.tsx";
import { knownProblem } from "./known-problem.ts";
import { getStatement, withdrawStatement } from "./statement.server.ts";
import { WITHDRAWAL_KINDS, withdrawalKinds } from "./statement-effect.ts";
import { StatementPage } from "./statement-page.tsx";
import { readText } from "./text-field.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) =>
  titleIn(matches, (t) => t.assurance.statement.titleOf(loaded?.statement.record.verifier.name ?? ""));

const StatementActions = defineActions({
  withdraw: {
    right: "assurance.manage",
    whenLapsed: "allowed",
    schema: z.object({
      kind: z.enum(WITHDRAWAL_KINDS, { error: "required" }),
      reason: z.string().default(""),
    }),
  },
});

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const statement = await getStatement(tx, organizationId, requireId(params.statementId));
    // The two are one statement.
    if (statement.confirmedBy)
      throw redirect(`/organizations/${organizationId}/assurance/statements/${statement.confirmedBy}`);
    return {
      base: `/organizations/${organizationId}/assurance`,
      kinds: offers(StatementActions, { may }).withdraw ? withdrawalKinds(statement.record, "organization") : [],
      done: new URL(request.url).searchParams.get("done"),
      statement: {
        ...statement,
        at: statement.at.toISOString(),
        withdrawal: statement.withdrawal && { ...statement.withdrawal, at: statement.withdrawal.at.toISOString() },
      },
    };
  });

export const action = organizationAction(StatementActions, {
  withdraw: {
    outside: async ({ actor, params, value }) => {
      const reason = readText(value.reason);
      if (!reason.ok) return refuse({ form: reason.fault });
      const keys = await issuerKeys();
      const now = new Date().toISOString();
      const statementId = requireId(params.statementId);
      const author = { ...actor, engagementId: null } as const;
      const issuer = { keys, publicUrl: env().publicUrl };
      const end = { statementId, kind: value.kind, reason: reason.value, now };
      try {
        await inTenant(actor, (tx) => withdrawStatement(tx, author, issuer, end));
      } catch (error) {
        return refuse({ form: knownProblem(error) }, 409);
      }
      await (await doors()).withSystem((tx) => signPendingCheckpoint(tx, keys.log, now));
      return `/organizations/${actor.organizationId}/assurance/statements/${statementId}?done=withdrawn`;
    },
  },
});

export default function Statement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <StatementPage {...page} answer={answer ? toNote(answer) : null} />;
}
