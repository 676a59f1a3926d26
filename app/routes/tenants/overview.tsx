import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/http/actor.server.ts";
import { localName } from "#app/i18n/index.ts";
import { getTenantName } from "#app/services/membership.server.ts";
import { listOrganizations } from "#app/services/organization.server.ts";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { PageBody } from "#app/ui/page-body.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.common.nav.tenant);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx) => ({
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
