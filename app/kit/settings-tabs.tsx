import { useMessages } from "./i18n-context.tsx";
import { Tabs } from "./tabs.tsx";

/** What an organization states about itself, the choice of its factors and its base year, and who else may work in it. */
export function SettingsTabs({
  organizationId,
  current,
  mayChange,
}: {
  organizationId: string;
  current: "general" | "policy" | "baseYear" | "brand" | "listing" | "apiKeys";
  /** Whoever may not change the rest may not see keys either. */
  mayChange: boolean;
}) {
  const { policy: t, comparison, brand, listing, api } = useMessages();
  const base = `/organizations/${organizationId}`;
  return (
    <div className="mb-8">
      <Tabs
        label={t.tabs}
        tabs={[
          { to: `${base}/settings`, label: t.generalTab, isCurrent: current === "general" },
          { to: `${base}/factor-policy`, label: t.title, isCurrent: current === "policy" },
          { to: `${base}/base-year`, label: comparison.baseYear.title, isCurrent: current === "baseYear" },
          { to: `${base}/brand`, label: brand.title, isCurrent: current === "brand" },
          { to: `${base}/listing`, label: listing.title, isCurrent: current === "listing" },
          ...(mayChange ? [{ to: `${base}/api-keys`, label: api.keys.title, isCurrent: current === "apiKeys" }] : []),
        ]}
      />
    </div>
  );
}
