import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { defineActions } from "#app/action/action.ts";
import { listFindings } from "#app/assurance/finding.server.ts";
import { assessRun, listMisstatements, stateMisstatement } from "#app/assurance/misstatement/misstatement.server.ts";
import { MisstatementForm, signed } from "#app/assurance/misstatement/misstatement-form.ts";
import { MisstatementPage } from "#app/assurance/misstatement/misstatement-page.tsx";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.verification.tabs.misstatements);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "misstatements" }, async (tx, { engagementId, organizationId, inventoryId }) => {
    const { run } = await getAssuredInventory(tx, { organizationId, inventoryId });
    const stated = new Map((await listMisstatements(tx, engagementId)).map((one) => [one.findingId, one]));
    const findings = await listFindings(tx, engagementId);
    return {
      base: `/assurance/${engagementId}`,
      materiality: await assessRun(tx, engagementId, run),
      findings: findings.map(({ id, number, severity, state, text }) => {
        const misstatement = stated.get(id);
        return { id, number, severity, state, text, misstatement: misstatement ? toSent(misstatement) : null };
      }),
      run: run && { id: run.id, at: run.createdAt.toISOString() },
      done: new URL(request.url).searchParams.get("done"),
    };
  });

const MisstatementActions = defineActions({ quantify: { right: "assurance.verify", schema: MisstatementForm } });

export const action = verifierAction(MisstatementActions, {
  quantify: {
    outside: async ({ actor, value }) => {
      const { withVerifier } = await doors();
      await withVerifier(actor, async (tx, read) => {
        const { run } = await getAssuredInventory(read, actor);
        if (!run) throw new AppError("not_found");
        await stateMisstatement(tx, actor, {
          findingId: value.findingId,
          runId: run.id,
          tco2e: signed(value),
          isCorrected: value.isCorrected === "on",
          note: value.note,
        });
      });
      return `/assurance/${actor.engagementId}/misstatements?done=saved`;
    },
  },
});

export default function Misstatements() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <MisstatementPage {...page} answer={answer ?? null} />;
}
