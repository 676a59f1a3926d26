import { useMessages } from "#app/ui/i18n-context.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

/** What an organization states about itself, and about the choice of its factors. */
export function SettingsTabs({ organizationId, current }: { organizationId: string; current: "general" | "policy" }) {
  const { policy: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  return (
    <div className="mb-8">
      <Tabs
        label={t.tabs}
        tabs={[
          { to: `${base}/settings`, label: t.generalTab, isCurrent: current === "general" },
          { to: `${base}/factor-policy`, label: t.title, isCurrent: current === "policy" },
        ]}
      />
    </div>
  );
}
