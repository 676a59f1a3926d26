import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { getAssuredRun } from "#app/assurance/workspace.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { loadLineRecords } from "#app/runs/line-records.server.ts";
import { LineRecords } from "#app/runs/line-records-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, ({ inventory }) => inventory.behind.title(data?.page.line.id ?? ""));

/** The records as the calculation read them. */
export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const lineId = params.line!;
  return asVerifier(request, params, { kind: "line", subject: lineId }, async (tx, who) => {
    const run = await getAssuredRun(tx, who);
    const page = await loadLineRecords(tx, run, { lineId, search: new URL(request.url).searchParams });
    return { base: `/assurance/${who.engagementId}`, page };
  });
};

export default function VerifierLineRecords() {
  const { base, page } = useLoaderData<typeof loader>();
  return <LineRecords page={page} lineHref={`${base}/lines?line=${page.line.id}`} detailHref={`${base}/pack.zip`} />;
}
