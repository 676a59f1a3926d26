import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listReports } from "#app/report/report.server.ts";
import { AssuranceTabs } from "./assurance-tabs.tsx";
import { statements } from "./statements.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.statements.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(statements, routed, async (tx, { base, actor }) => ({
    base: `${base}/assurance`,
    mayManage: actor.may("assurance.manage"),
    hasReport: (await listReports(tx, actor.organizationId, { limit: 1 })).some(({ state }) => state !== "issuing"),
  }));

export default function Statements() {
  const { list, base, mayManage, hasReport } = useLoaderData<typeof loader>();
  const { assurance: t } = useMessages();
  const add = mayManage && hasReport && (
    <ButtonLink variant="primary" to={`${base}/statements/new`}>
      {t.statements.add}
    </ButtonLink>
  );
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={<span className="block max-w-160">{list.about}</span>}
        actions={
          <>
            <ListFile list={list} />
            {add}
          </>
        }
      />
      <AssuranceTabs base={base} current="statements" />
      <ListBody list={list} start={!hasReport && t.statements.noReport} />
    </PageBody>
  );
}
