import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { confirmAs, isConfirmable } from "#app/assurance/confirm-statement.server.ts";
import { enterStatement, listBodiesOf } from "#app/assurance/enter-statement.server.ts";
import { toNote } from "#app/assurance/form-answer-note.tsx";
import { knownProblem } from "#app/assurance/known-problem.ts";
import { assessRun } from "#app/assurance/misstatement/misstatement.server.ts";
import { listPlans } from "#app/assurance/plan/plan.server.ts";
import { plannedFields } from "#app/assurance/plan/planned-fields.server.ts";
import { withdrawStatement } from "#app/assurance/statement.server.ts";
import { WITHDRAWAL_KINDS, withdrawalKinds } from "#app/assurance/statement-effect.ts";
import { listSubjects } from "#app/assurance/statement-subject.server.ts";
import { readText } from "#app/assurance/text-field.ts";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { toSent } from "#app/encoding/sent.ts";
import { env } from "#app/environment/env.server.ts";
import type { Accreditation } from "#app/identity/verifier-profile.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { VerifierStatement } from "./verifier-statement.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.statement);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "statement" }, async (tx, who) => {
    const { subjects, first } = await listSubjects(tx, who);
    const statements = await listStatements(tx, who.organizationId);
    const bodies = await listBodiesOf(who);
    const [planned] = await listPlans(tx, who.engagementId);
    const { run } = await getAssuredInventory(tx, who);
    return {
      subjects: toSent(subjects),
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
      statements: statements.map((statement) => {
        const { id, engagementId, record, effect, logIndex, at, withdrawal, reported, disowned } = statement;
        return {
          id,
          kinds: engagementId === who.engagementId && !withdrawal ? withdrawalKinds(record, "verifier") : [],
          isConfirmable: isConfirmable(statement),
          record,
          effect,
          logIndex,
          at: at.toISOString(),
          withdrawal: withdrawal && { ...withdrawal, at: withdrawal.at.toISOString() },
          reported,
          disowned,
        };
      }),
    };
  });

/** A form begins with the accreditation that the body entered in its workspace, if the person has only one body. */
function accreditationOf(bodies: { accreditation: Accreditation }[]): Record<string, string> {
  const [one, ...others] = bodies;
  if (!one || others.length > 0) return {};
  const { body, number, scope, expiresOn, registerUrl } = one.accreditation;
  return {
    accreditationBody: body,
    accreditationNumber: number,
    accreditationScope: scope,
    accreditationExpiresOn: expiresOn ?? "",
    registerUrl,
  };
}

const StatementActions = defineActions({
  record: { right: "assurance.verify", schema: z.object({}), body: "own" },
  confirm: {
    right: "assurance.verify",
    schema: z.object({ statementId: z.uuid(), workspace: z.uuid({ error: "workspace_required" }) }),
  },
  withdraw: {
    right: "assurance.verify",
    schema: z.object({
      statementId: z.uuid(),
      kind: z.enum(WITHDRAWAL_KINDS, { error: "required" }),
      reason: z.string().default(""),
    }),
  },
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
  confirm: {
    outside: async ({ actor, value }) => {
      try {
        const fault = await confirmAs(actor, value);
        if (fault) return refuse({ form: fault });
      } catch (error) {
        return refuse({ form: knownProblem(error) }, 409);
      }
      return `/assurance/${actor.engagementId}/statement?done=confirmed`;
    },
  },
  withdraw: {
    outside: async ({ actor, value: { statementId, kind, reason } }) => {
      const text = readText(reason);
      if (!text.ok) return refuse({ form: text.fault });
      const keys = await issuerKeys();
      const now = new Date().toISOString();
      const issuer = { keys, publicUrl: env().publicUrl };
      const end = { statementId, kind, reason: text.value, now };
      const { withVerifier, withSystem } = await doors();
      try {
        await withVerifier(actor, (tx) => withdrawStatement(tx, { ...actor, identity: null }, issuer, end));
      } catch (error) {
        return refuse({ form: knownProblem(error) }, 409);
      }
      await withSystem((tx) => signPendingCheckpoint(tx, keys.log, now));
      return `/assurance/${actor.engagementId}/statement?done=withdrawn`;
    },
  },
});

export default function Statement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const entered = answer && "refused" in answer ? answer : null;
  return <VerifierStatement {...page} answer={entered} withdrawal={answer && !entered ? toNote(answer) : null} />;
}
