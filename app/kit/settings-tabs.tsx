import { useMessages } from "./i18n-context.tsx";
import { Tabs } from "./tabs.tsx";

/** Tabs for an organization's details, its factors, its base year, and its members. */
export function SettingsTabs({
  organizationId,
  current,
  mayChange,
}: {
  organizationId: string;
  current: "general" | "policy" | "baseYear" | "brand" | "listing" | "apiKeys";
  /** Users who can't change the other settings can't see keys either. */
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
