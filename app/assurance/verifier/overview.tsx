import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { assessRun } from "#app/assurance/misstatement/misstatement.server.ts";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory, getAssuredRun } from "#app/assurance/workspace.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { checkDocumentText } from "#app/proof/check-document-text.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { readOutline } from "#app/runs/run-outline.server.ts";
import { VerifierOverview } from "./verifier-overview.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "opened" }, async (tx, who) => {
    const { period, reports, run } = await getAssuredInventory(tx, who);
    const outline = run && (await readOutline(tx, who.organizationId, run.id));
    return {
      base: `/assurance/${who.engagementId}`,
      organizationName: who.organizationName,
      period,
      materiality: await assessRun(tx, who.engagementId, run),
      reports: reports.map(({ id, number, packageHash }) => ({ id, number, packageHash })),
      run: run && {
        gwpSet: outline!.gwpSet,
        engine: run.engineVersion,
        approach: outline!.consolidationApproach,
        lineCount: run.lineCount,
        estimateCount: outline!.estimates.count,
        co2eKg: run.co2eKg,
        co2eKgMarketBased: run.co2eKgMarketBased,
      },
    };
  });

const OverviewActions = defineActions({ recompute: { right: "assurance.verify", schema: z.object({}) } });

/** Recalculates every figure from the stored inputs, outside any transaction, and compares the results. */
export const action = verifierAction(OverviewActions, {
  recompute: {
    outside: async ({ request, params }) => {
      const text = await asVerifier(request, params, { kind: "recomputation" }, async (tx, who) => {
        const { documentText } = await getAssuredRun(tx, who);
        return documentText;
      });
      const { outcome, facts } = checkDocumentText(new TextEncoder().encode(text), recomputeInventory);
      return { outcome, facts };
    },
  },
});

export default function Overview() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierOverview {...page} answer={answer && "outcome" in answer ? answer : null} />;
}
