import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireId } from "#app/access/actor.server.ts";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { getAssuredRun } from "#app/assurance/workspace.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { loadLineRecords } from "#app/runs/line-records.server.ts";
import { LineRecords } from "#app/runs/line-records-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, ({ inventory }) => inventory.behind.title(data?.page.line.id ?? ""));

/** The records as the calculation read them. */
export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const lineId = params.line!;
  return asVerifier(request, params, { kind: "line", subject: lineId }, async (tx, who) => {
    const search = new URL(request.url).searchParams;
    const asked = search.get("run");
    const run = asked ? await getRun(tx, who.organizationId, requireId(asked)) : await getAssuredRun(tx, who);
    const page = await loadLineRecords(tx, run, { lineId, search });
    return { base: `/assurance/${who.engagementId}`, page, runId: run.id, list: search.get("list") ?? "" };
  });
};

export default function VerifierLineRecords() {
  const { base, page, runId, list } = useLoaderData<typeof loader>();
  const t = useMessages().assurance.workspace;
  const query = new URLSearchParams(list);
  query.set("run", runId);
  query.set("line", page.line.id);
  return (
    <LineRecords
      page={page}
      lineHref={`${base}/lines?${query}#line-${page.line.id}`}
      detailHref={`${base}/pack.zip`}
      act={(recordId) => {
        const add = new URLSearchParams({ run: runId, line: page.line.id, record: recordId, list });
        return (
          <Link className="text-link" to={`${base}/findings?${add}#add`}>
            {t.findingAboutRecord}
          </Link>
        );
      }}
    />
  );
}
