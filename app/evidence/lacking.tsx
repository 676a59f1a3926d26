import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localName } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { readEvidenceFrame } from "./evidence-frame.server.ts";
import { EvidenceFrame } from "./evidence-frame.tsx";
import { lackingRecords } from "./lacking.list.server.ts";
import { QuantityText } from "./quantity-text.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.tabLacking);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(lackingRecords, routed, async (tx, { actor, may }, rows) => ({
    frame: await readEvidenceFrame(tx, actor.organizationId, new URL(routed.request.url).searchParams),
    mayEdit: may("records.write"),
    records: Object.fromEntries(
      rows.map(({ key, view: { source, period, quantity, unit } }) => [key, { source, period, quantity, unit }]),
    ),
  }));

export default function Lacking() {
  const { list, frame, mayEdit, records } = useLoaderData<typeof loader>();
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const attach = (id: string) => (
    <Link
      to={`/organizations/${frame.organizationId}/activities/${id}/evidence`}
      className="text-link whitespace-nowrap touch:inline-flex touch:min-h-11 touch:items-center"
    >
      {t.attach}
      <span className="sr-only">
        {" "}
        {localName(records[id]!.source, locale)}, {printPeriodText(records[id]!.period)}
      </span>
    </Link>
  );
  const quantityOf = (id: string) => <QuantityText {...records[id]!} />;
  return (
    <EvidenceFrame {...frame} view="lacking" mayEdit={mayEdit} actions={<ListFile list={list} />}>
      {list.rows.length > 0 && <p className="mb-4 max-w-160 text-14 text-muted">{list.about}</p>}
      <ListBody
        list={list}
        cells={{ quantity: quantityOf }}
        act={mayEdit ? { head: t.attach, of: attach } : undefined}
      />
    </EvidenceFrame>
  );
}
