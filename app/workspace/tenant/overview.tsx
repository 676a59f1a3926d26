import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { getTenantName } from "#app/access/membership.server.ts";
import { localName } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Table } from "#app/kit/table.tsx";
import { listOrganizations } from "#app/organization/organization.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.common.nav.tenant);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx) => ({
    name: await getTenantName(tx),
    organizations: (await listOrganizations(tx)).map(({ id, name }) => ({ id, name })),
  }));

/** What the workspace holds. */
export default function TenantOverview() {
  const { name, organizations } = useLoaderData<typeof loader>();
  const { tenant: t } = useMessages();
  const locale = useLocale();
  return (
    <PageBody>
      <PageHeader title={name} about={t.about} />
      <Table
        caption={t.organizations}
        rows={organizations}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            head: t.organization,
            isRowHead: true,
            cell: (row) => (
              <Link to={`/organizations/${row.id}`} className="text-link">
                {localName(row.name, locale)}
              </Link>
            ),
          },
        ]}
      />
    </PageBody>
  );
}
