import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asVerifier } from "#app/http/verifier.server.ts";
import { getAssuredInventory, getAssuredRun } from "#app/services/assurance/workspace.server.ts";
import { readOutline } from "#app/services/run-outline.server.ts";
import { checkDocumentText } from "#app/transparency/check-document-text.ts";
import { recomputeInventory } from "#app/transparency/recompute-inventory.ts";
import { VerifierOverview } from "#app/ui/assurance/verifier-overview.tsx";
import { titleIn } from "#app/ui/page-title.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.title);

/** What is to be assured, at one glance. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "opened" }, async (tx, who) => {
    const { period, reports, run } = await getAssuredInventory(tx, who);
    const outline = run && (await readOutline(tx, who.organizationId, run.id));
    return {
      base: `/assurance/${who.engagementId}`,
      organizationName: who.organizationName,
      period,
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

/** Calculates every figure again from the stored inputs, outside of any transaction, and compares. */
export const action = async ({ request, params }: ActionFunctionArgs) => {
  const text = await asVerifier(request, params, { kind: "recomputation" }, async (tx, who) => {
    const { documentText } = await getAssuredRun(tx, who);
    return documentText;
  });
  const { outcome, facts } = checkDocumentText(new TextEncoder().encode(text), recomputeInventory);
  return { outcome, facts };
};

export default function Overview() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierOverview {...page} answer={answer ?? null} />;
}
