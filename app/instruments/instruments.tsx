import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { instruments } from "./instruments.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.instrument.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(instruments, routed, async (_, { scope: { organizationId }, actor }) => {
    const imported = new URL(routed.request.url).searchParams.get("imported");
    return {
      organizationId,
      mayImport: actor.may("records.write"),
      imported: imported !== null && /^[1-9]\d{0,3}$/.test(imported) ? imported : null,
    };
  });

export default function Instruments() {
  const { list, organizationId, mayImport, imported } = useLoaderData<typeof loader>();
  const { instrumentImport: t } = useMessages();
  const base = `/organizations/${organizationId}/instruments`;
  return (
    <ListPage list={list} actions={mayImport && <ButtonLink to={`${base}/import`}>{t.link}</ButtonLink>}>
      {imported && <DoneNote>{t.imported(imported)}</DoneNote>}
      <BoundaryTabs organizationId={organizationId} current="instruments" />
    </ListPage>
  );
}
