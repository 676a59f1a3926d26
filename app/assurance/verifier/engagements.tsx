import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { listHeldEngagements } from "#app/assurance/engagement.server.ts";
import { formatDay } from "#app/day/format-day.ts";
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

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.listTitle);

/** Engagements of the reader that are open now. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, twoFactorEnabled, timeZone } = await requireUser(request);
    const found = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      engagements: await listHeldEngagements(tx, userId, new Date()),
    }));
    return { ...found, user: { name, email, timeZone }, hasSecondFactor: twoFactorEnabled };
  });

export default function Engagements() {
  const { organizations, engagements, user, hasSecondFactor } = useLoaderData<typeof loader>();
  const { assurance } = useMessages();
  const t = assurance.workspace;
  const locale = useLocale();
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader title={t.listTitle} about={t.listAbout} />
        {!hasSecondFactor && engagements.length > 0 && (
          <div className="mb-8 max-w-160 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
            <p className="mb-3">{t.needsSecondFactor}</p>
            <ButtonLink to="/account" variant="primary">
              {t.setUp}
            </ButtonLink>
          </div>
        )}
        {engagements.length === 0 ? (
          <EmptyState title={t.listEmpty.title} reason={t.listEmpty.reason} />
        ) : (
          <Table
            caption={t.listTitle}
            rows={engagements}
            rowKey={({ engagementId }) => engagementId}
            columns={[
              {
                key: "organization",
                head: t.columns.organization,
                isRowHead: true,
                cell: ({ engagementId, organizationName, bodyName }) => (
                  <>
                    {hasSecondFactor ? (
                      <Link className="text-link" to={`/assurance/${engagementId}`}>
                        {localName(organizationName, locale)}
                      </Link>
                    ) : (
                      localName(organizationName, locale)
                    )}
                    <span className="block text-12 font-normal text-muted">{bodyName}</span>
                  </>
                ),
              },
              { key: "days", head: t.columns.days, cell: ({ endsOn }) => t.until(formatDay(endsOn, locale)) },
            ]}
          />
        )}
      </PageBody>
    </AccountFrame>
  );
}
