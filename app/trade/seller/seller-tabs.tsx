import { useMessages } from "#app/kit/i18n-context.tsx";
import { Tabs } from "#app/kit/tabs.tsx";

export function SellerTabs({
  tenantId,
  current,
}: {
  tenantId: string;
  current: "details" | "bankAccounts" | "taxNotes" | "mail";
}) {
  const { seller: t } = useMessages();
  const base = `/tenants/${tenantId}/seller`;
  const pages = [
    ["details", base],
    ["bankAccounts", `${base}/bank-accounts`],
    ["taxNotes", `${base}/tax-notes`],
    ["mail", `${base}/mail`],
  ] as const;
  return (
    <div className="mb-8">
      <Tabs
        label={t.tabs.label}
        tabs={pages.map(([page, to]) => ({ to, label: t.tabs[page], isCurrent: page === current }))}
      />
    </div>
  );
}
