import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { runs } from "./runs.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ inventory }) => inventory.runsTitle);

export const loader = (routed: LoaderFunctionArgs) => loadList(runs, routed);

export default function Runs() {
  const { list } = useLoaderData<typeof loader>();
  const { inventory: t } = useMessages();
  const base = list.address.replace(/\/runs$/, "");
  const download = (id: string) => (
    <a href={`${base}/runs/${id}/document.json`} className="text-link whitespace-nowrap" download translate="no">
      JSON
    </a>
  );
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        crumbs={[{ to: `${base}/inventories`, label: t.title }]}
        actions={<ListFile list={list} />}
      />
      <ListBody list={list} act={{ head: t.export, of: download }} />
    </PageBody>
  );
}
