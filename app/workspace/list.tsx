import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { listClosedTenants } from "#app/access/closed-tenant.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { localName } from "#app/i18n/index.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Table } from "#app/kit/table.tsx";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { ClosedTenants } from "./closed-tenants.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.organization.listTitle);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, timeZone } = await requireUser(request);
    const found = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      closed: await listClosedTenants(tx, userId),
    }));
    return { ...found, user: { name, email, timeZone } };
  });

export default function Organizations() {
  const { organizations, closed, user } = useLoaderData<typeof loader>();
  const { organization: t, engagement } = useMessages();
  const locale = useLocale();
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader
          title={t.listTitle}
          about={t.listAbout}
          actions={
            organizations.length > 0 && (
              <ButtonLink to="/organizations/new" icon="plus">
                {t.add}
              </ButtonLink>
            )
          }
        />
        <ClosedTenants tenants={closed} />
        {organizations.length === 0 ? (
          <EmptyState
            title={t.firstTitle}
            reason={t.firstReason}
            action={
              <ButtonLink to="/organizations/new" variant="primary">
                {t.add}
              </ButtonLink>
            }
          />
        ) : (
          <Table
            caption={t.listTitle}
            rows={organizations}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "name",
                head: t.name,
                isRowHead: true,
                cell: ({ id, name }) => (
                  <Link to={`/organizations/${id}`} className="text-link">
                    {localName(name, locale)}
                  </Link>
                ),
              },
              {
                key: "role",
                head: t.role,
                isMuted: true,
                cell: ({ role, consultancy }) => (
                  <>
                    {t.roleName[role as keyof typeof t.roleName] ?? role}
                    {consultancy && <span className="block text-12">{engagement.actingFor(consultancy)}</span>}
                  </>
                ),
              },
            ]}
          />
        )}
      </PageBody>
    </AccountFrame>
  );
}
