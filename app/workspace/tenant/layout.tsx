import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { answerErrors, asSystem, asTenant } from "#app/access/actor.server.ts";
import { getTenantName, listTenantsOfUser } from "#app/access/membership.server.ts";
import { planNotice, readPlanStanding } from "#app/access/plan-standing.server.ts";
import { readerZone } from "#app/access/reader-zone.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { readDeletionNotice } from "#app/custody/tenant-deletion.server.ts";
import { localName } from "#app/i18n/index.ts";
import { AppShell } from "#app/kit/app-shell.tsx";
import { ErrorMessage, ErrorPage } from "#app/kit/error-page.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { countUnread } from "#app/notice/notice.server.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { readSetUp } from "#app/trade/business/business-figures.server.ts";
import { openSteps } from "#app/trade/business/set-up.ts";
import { SetUpBar, SetUpBlock } from "#app/trade/business/set-up-rail.tsx";

/** The tenant in the URL and the organizations to switch to. Each page below checks its own right. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { name, email, userId } = await requireUser(request);
    const current = await asTenant(request, params, "workspace.view", async (tx, actor) => ({
      tenant: { id: actor.tenantId, name: await getTenantName(tx) },
      standing: await readPlanStanding(tx, actor.tenantId),
      maySell: actor.may("trade.sell"),
      mayManage: actor.may("workspace.manage"),
      deletion: await readDeletionNotice(tx),
      zone: await readerZone(request, tx),
      steps: openSteps(await readSetUp(tx), actor.may),
    }));
    const reach = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      tenants: await listTenantsOfUser(tx, userId),
      unread: await countUnread(tx, userId),
    }));
    const { standing, zone, ...rest } = current;
    const sellsPlans = standing.kind === "open" && standing.isOperator;
    const { unread, ...around } = reach;
    return {
      ...rest,
      plan: planNotice(standing),
      sellsPlans,
      ...around,
      user: { name, email, timeZone: zone, unread },
    };
  });

export default function TenantLayout() {
  return (
    <TenantFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </TenantFrame>
  );
}

/** Errors of a page are shown in the frame of its workspace, errors of the frame in the public frame. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("workspace/tenant/layout");
  if (!frame) return <ErrorPage />;
  return (
    <TenantFrame frame={frame}>
      <PageBody>
        <ErrorMessage />
      </PageBody>
    </TenantFrame>
  );
}

function TenantFrame({ frame, children }: { frame: SerializeFrom<typeof loader>; children: ReactNode }) {
  const { tenant, organizations, tenants, user, plan, deletion, sellsPlans, maySell, mayManage, steps } = frame;
  const { common } = useMessages();
  const locale = useLocale();
  const base = `/tenants/${tenant.id}`;
  return (
    <AppShell
      current={{ id: tenant.id, name: tenant.name, detail: common.nav.tenant }}
      organizations={organizations.map(({ id, name }) => ({
        id,
        name: localName(name, locale),
        href: `/organizations/${id}`,
      }))}
      tenants={tenants.map(({ id, name }) => ({ id, name, href: `/tenants/${id}` }))}
      links={{
        tenant: base,
        engagements: `${base}/engagements`,
        business: `${base}/business`,
        services: `${base}/services`,
        packages: `${base}/packages`,
        quotes: `${base}/quotes`,
        orders: `${base}/orders`,
        plan: `${base}/plan`,
        planOrders: sellsPlans ? `${base}/plan-orders` : undefined,
        factors: "/factors",
        invoices: `${base}/invoices`,
        receipts: `${base}/receipts`,
        ledger: `${base}/ledger`,
        exportedServices: `${base}/exported-services`,
        seller: `${base}/seller`,
        clients: `${base}/clients`,
        time: maySell ? `${base}/time` : undefined,
        settings: `${base}/settings`,
      }}
      deletion={deletion ? { notice: deletion, href: mayManage ? `${base}/data#deletion` : undefined } : undefined}
      plan={plan ? { notice: plan, href: `${base}/plan` } : undefined}
      next={{ block: <SetUpBlock steps={steps} base={base} />, bar: <SetUpBar steps={steps} base={base} /> }}
      user={user}
    >
      {children}
    </AppShell>
  );
}
