import { useMessages } from "#app/kit/i18n-context.tsx";
import { Tabs } from "#app/kit/tabs.tsx";

export function TrailTabs({ organizationId, current }: { organizationId: string; current: "all" | "deleted" }) {
  const { auditTrail: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  return (
    <div className="mb-6">
      <Tabs
        label={t.tabs}
        tabs={[
          { to: `${base}/audit-trail`, label: t.tabAll, isCurrent: current === "all" },
          { to: `${base}/activities/deleted`, label: t.tabDeleted, isCurrent: current === "deleted" },
        ]}
      />
    </div>
  );
}
