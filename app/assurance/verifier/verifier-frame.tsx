import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/index.ts";
import { AppShell, type ShellUser } from "#app/kit/app-shell.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { CalculationList, type CalculationView } from "../calculation-list.tsx";

interface VerifierFrameProps {
  engagementId: string;
  organizationName: { en: string; zh: string };
  bodyName: string;
  endsOn: string;
  period: { start: string; end: string };
  user: ShellUser;
  engagements: { id: string; name: { en: string; zh: string } }[];
  calculations: CalculationView[];
  children: ReactNode;
}

const TABS = [
  ...(["overview", "plan", "lines", "sampling", "evidence", "completeness", "trail"] as const),
  ...(["findings", "misstatements", "requests", "statement"] as const),
];

export function VerifierFrame(props: VerifierFrameProps) {
  const { engagementId, organizationName, bodyName, endsOn, period, user, engagements, calculations, children } = props;
  const { assurance, verification } = useMessages();
  const t = assurance.workspace;
  const labels = { ...t.tabs, ...verification.tabs };
  const locale = useLocale();
  const { pathname } = useLocation();
  const base = `/assurance/${engagementId}`;
  const name = localName(organizationName, locale);
  const addressOf = (tab: (typeof TABS)[number]) => (tab === "overview" ? base : `${base}/${tab}`);
  return (
    <AppShell
      current={{ id: engagementId, name, detail: t.inventoryOf(period.start.slice(0, 4)) }}
      organizations={engagements.map((one) => ({
        id: one.id,
        name: localName(one.name, locale),
        href: `/assurance/${one.id}`,
      }))}
      links={{}}
      user={user}
      note={t.logged}
    >
      <PageBody>
        <PageHeader
          crumbs={[{ to: "/assurance", label: t.listTitle }]}
          title={name}
          about={`${t.inventoryOf(period.start.slice(0, 4))} · ${bodyName} · ${t.until(formatDay(endsOn, locale))}`}
        />
        <Tabs
          label={t.tabsLabel}
          tabs={TABS.map((tab) => ({
            to: addressOf(tab),
            label: labels[tab],
            isCurrent: pathname.replace(/\/$/, "") === addressOf(tab),
          }))}
        />
        {calculations.length > 0 && (
          <details className="mt-4 max-w-200">
            <summary className="w-fit cursor-pointer text-14 text-accent touch:py-2">
              {assurance.lines.calculations.title} ({calculations.length})
            </summary>
            <p className="my-3 text-12 text-muted">{assurance.lines.calculations.about}</p>
            <CalculationList calculations={calculations} linesHref={`${base}/lines`} />
          </details>
        )}
        <div className="mt-6">{children}</div>
        <p className="mt-12 text-12 text-muted desk:hidden">{t.logged}</p>
      </PageBody>
    </AppShell>
  );
}
