import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory, getInventoryCompleteness } from "#app/assurance/workspace.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { readOutline } from "#app/runs/run-outline.server.ts";
import { VerifierCompleteness } from "./verifier-completeness.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.completeness);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "completeness" }, async (tx, who) => {
    const { period, completeness, sources, facilities, gaps } = await getInventoryCompleteness(tx, who);
    const { run } = await getAssuredInventory(tx, who);
    const facilityOf = new Map(facilities.map(({ id, name }) => [id, name]));
    const sourceOf = new Map(sources.map((source) => [source.id, source]));
    const outline = run && (await readOutline(tx, who.organizationId, run.id));
    return {
      base: `/assurance/${who.engagementId}`,
      period,
      counts: completeness.counts,
      rows: completeness.sources
        .map(({ sourceId, months }) => ({ months, source: sourceOf.get(sourceId)! }))
        .sort((a, b) => a.source.scope - b.source.scope)
        .map(({ months, source }) => ({
          id: source.id,
          name: source.name,
          scope: source.scope,
          facility: facilityOf.get(source.facilityId) ?? { en: "", zh: "" },
          months: months.map(({ month, state }) => ({ month, state })),
        })),
      gaps: gaps.map(({ sourceId, month, kind, reason, byName }) => ({
        month,
        kind,
        reason,
        byName,
        source: sourceOf.get(sourceId)?.name ?? { en: "", zh: "" },
      })),
      estimates: outline?.estimates.first ?? [],
      estimateCount: outline?.estimates.count ?? 0,
    };
  });

export default function Completeness() {
  return <VerifierCompleteness {...useLoaderData<typeof loader>()} />;
}
