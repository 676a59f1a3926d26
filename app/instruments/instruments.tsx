import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { instruments } from "./instruments.list.server.ts";
import { getVintageWindow } from "./vintage-window.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.instrument.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(instruments, routed, async (tx, { scope: { organizationId }, actor }) => {
    const imported = new URL(routed.request.url).searchParams.get("imported");
    return {
      organizationId,
      window: (await getVintageWindow(tx, organizationId)).value,
      mayImport: actor.may("records.write"),
      imported: imported !== null && /^[1-9]\d{0,3}$/.test(imported) ? imported : null,
    };
  });

export default function Instruments() {
  const { list, organizationId, window, mayImport, imported } = useLoaderData<typeof loader>();
  const { instrument, instrumentImport: t } = useMessages();
  const base = `/organizations/${organizationId}/instruments`;
  return (
    <ListPage list={list} actions={mayImport && <ButtonLink to={`${base}/import`}>{t.link}</ButtonLink>}>
      {imported && <DoneNote>{t.imported(imported)}</DoneNote>}
      <BoundaryTabs organizationId={organizationId} current="instruments" />
      <p className="mb-6 text-14 text-muted">
        {instrument.window.line(String(window.monthsBefore), String(window.monthsAfter))}{" "}
        <Link to={`${base}/vintage-window`} className="text-link">
          {instrument.window.change}
        </Link>
      </p>
    </ListPage>
  );
}
