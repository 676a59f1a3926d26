import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { getAssuredRun } from "#app/assurance/workspace.server.ts";
import { toView } from "#app/evidence/evidence-view.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listRecordEvidence } from "#app/records/evidenced-record.server.ts";
import { getSelection } from "#app/runs/calculation.server.ts";
import { openLine, viewResults } from "#app/runs/results-view.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";
import { VerifierLines } from "./verifier-lines.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.lines);

export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const line = search.get("line");
  const look = line ? ({ kind: "line", subject: line } as const) : ({ kind: "lines" } as const);
  return asVerifier(request, params, look, async (tx, who) => {
    const run = await getAssuredRun(tx, who);
    const page = readSearchNumber(search, "page") ?? 0;
    const filter = {
      category: search.get("category") || null,
      page: page < 10_000 ? page : 0,
    };
    const recordId = line ? run.recordIds[line] : undefined;
    const files = recordId ? await listRecordEvidence(tx, who.organizationId, recordId) : [];
    return {
      base: `/assurance/${who.engagementId}`,
      filter,
      results: viewResults(run.document, filter),
      opened: line ? openLine(run.document, line) : null,
      selection: line ? await getSelection(tx, run.id, line) : [],
      files: files.map(toView),
    };
  });
};

export default function Lines() {
  return <VerifierLines {...useLoaderData<typeof loader>()} />;
}
