import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { answerErrors, asOrganization, asSystem } from "#app/access/actor.server.ts";
import { listTenantsOfUser } from "#app/access/membership.server.ts";
import { planNotice, readPlanStanding } from "#app/access/plan-standing.server.ts";
import { readerZone } from "#app/access/reader-zone.server.ts";
import { currentUser } from "#app/access/session.server.ts";
import { readDeletionNotice } from "#app/custody/tenant-deletion.server.ts";
import { helpAreaOf } from "#app/help/help-area.ts";
import { PageHelp } from "#app/help/page-help.tsx";
import { localName } from "#app/i18n/index.ts";
import { AppShell } from "#app/kit/app-shell.tsx";
import { ErrorMessage, ErrorPage } from "#app/kit/error-page.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHelpProvider } from "#app/kit/page-help-context.tsx";
import { countUnread } from "#app/notice/notice.server.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { getOrganization, listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { listNextSteps, type NextStep } from "#app/overview/next-steps.ts";
import { NextStepsBar, NextStepsBlock } from "#app/overview/next-steps-rail.tsx";
import { readYearState } from "#app/overview/year-state.server.ts";

/** The organization in the URL, organizations to switch to, and rights. Each page below checks its own right. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const current = await asOrganization(request, params, "organization.view", async (tx, actor) => {
      const plan = planNotice(await readPlanStanding(tx, actor.tenantId));
      // Where the plan has lapsed, nothing can be changed.
      const isOver = plan?.kind === "lapsed";
      const steps: NextStep[] = isOver ? [] : listNextSteps(await readYearState(tx, actor), actor.may);
      return {
        organization: await getOrganization(tx, actor.organizationId),
        inventory: await latestInventory(tx, actor.organizationId),
        consultancy: actor.acting?.consultancyName ?? null,
        plan,
        steps,
        deletion: await readDeletionNotice(tx),
        tenantId: actor.tenantId,
        zone: await readerZone(request, tx),
        mayManageMembers: actor.may("members.manage"),
        mayManage: actor.may("workspace.manage"),
        maySeeTrail: actor.may("trail.view"),
      };
    });
    const { zone, ...shown } = current;
    const person = await currentUser(request);
    // The guard let no one else in without an account than a visitor of the sample.
    if (!person) return { ...shown, organizations: [], tenants: [], user: { ...NO_ONE, timeZone: zone } };
    const { name, email, userId } = person;
    const { unread, ...around } = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      tenants: await listTenantsOfUser(tx, userId),
      unread: await countUnread(tx, userId),
    }));
    return { ...shown, ...around, user: { name, email, timeZone: zone, unread, isVisitor: false } };
  });

const NO_ONE = { name: "", email: "", unread: 0, isVisitor: true };

export default function OrganizationLayout() {
  return (
    <OrganizationFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </OrganizationFrame>
  );
}

/** Errors of a page are shown in the frame of its organization, errors of the frame in the public frame. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("workspace/layout");
  if (!frame) return <ErrorPage />;
  return (
    <OrganizationFrame frame={frame}>
      <PageBody>
        <ErrorMessage />
      </PageBody>
    </OrganizationFrame>
  );
}

function OrganizationFrame({ frame, children }: { frame: SerializeFrom<typeof loader>; children: ReactNode }) {
  const {
    organization,
    inventory,
    consultancy,
    organizations,
    tenants,
    user,
    steps,
    maySeeTrail,
    plan,
    deletion,
    mayManageMembers,
    mayManage,
    tenantId,
  } = frame;
  const locale = useLocale();
  const { common, engagement, organization: t } = useMessages();
  const year = inventory ? t.yearDetail(inventory.period.start.slice(0, 4)) : undefined;
  const base = `/organizations/${organization.id}`;
  const area = helpAreaOf(useLocation().pathname.slice(base.length));
  return (
    <AppShell
      current={{
        id: organization.id,
        name: localName(organization.name, locale),
        detail: consultancy ? engagement.actingFor(consultancy) : year,
      }}
      organizations={organizations.map(({ id, name, consultancy }) => ({
        id,
        name: localName(name, locale),
        href: `/organizations/${id}`,
        note: consultancy ? engagement.actingFor(consultancy) : undefined,
      }))}
      tenants={tenants.map(({ id, name }) => ({ id, name, href: `/tenants/${id}` }))}
      links={{
        overview: base,
        activities: `${base}/activities`,
        import: `${base}/activities/import`,
        requests: `${base}/data-requests`,
        review: `${base}/review`,
        tasks: `${base}/tasks`,
        evidence: `${base}/evidence`,
        factors: user.isVisitor ? "/factors" : `/factors?use=${organization.id}`,
        inventory: `${base}/inventories`,
        targets: `${base}/targets`,
        report: `${base}/reports`,
        assurance: `${base}/assurance`,
        facilities: `${base}/facilities`,
        sources: `${base}/sources`,
        consultancies: `${base}/consultancies`,
        members: mayManageMembers ? `${base}/members` : undefined,
        auditTrail: maySeeTrail ? `${base}/audit-trail` : undefined,
        settings: `${base}/settings`,
      }}
      user={user}
      next={{ block: <NextStepsBlock steps={steps} base={base} />, bar: <NextStepsBar steps={steps} base={base} /> }}
      deletion={
        deletion
          ? {
              notice: deletion,
              href:
                mayManage && tenants.some(({ id }) => id === tenantId)
                  ? `/tenants/${tenantId}/data#deletion`
                  : undefined,
            }
          : undefined
      }
      plan={
        plan
          ? { notice: plan, href: tenants.some(({ id }) => id === tenantId) ? `/tenants/${tenantId}/plan` : undefined }
          : undefined
      }
      note={organization.isSample ? common.sampleData : undefined}
    >
      <PageHelpProvider help={area && <PageHelp area={area} />}>{children}</PageHelpProvider>
    </AppShell>
  );
}
