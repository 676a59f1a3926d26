import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { getRun } from "./calculation.server.ts";
import { loadLineRecords } from "./line-records.server.ts";
import { LineRecords } from "./line-records-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, ({ inventory }) => inventory.behind.title(data?.line.id ?? ""));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const run = await getRun(tx, organizationId, requireId(params.runId));
    const search = new URL(request.url).searchParams;
    const page = await loadLineRecords(tx, run, { lineId: params.line!, search });
    return { ...page, organizationId, runId: run.id, inventoryId: run.inventoryId };
  });

/** The records behind one line of a calculation. */
export default function LineRecordsRoute() {
  const { organizationId, runId, inventoryId, ...page } = useLoaderData<typeof loader>();
  const { inventory: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  return (
    <PageBody>
      <PageHeader title={t.behind.title(page.line.id)} />
      <LineRecords
        page={page}
        lineHref={`${base}/inventories/${inventoryId}?view=lines&line=${page.line.id}`}
        detailHref={`${base}/runs/${runId}/records.ndjson`}
        recordHref={(recordId) => `${base}/activities/${recordId}/history`}
      />
    </PageBody>
  );
}
