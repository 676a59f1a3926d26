import { useMessages } from "#app/ui/i18n-context.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

/** Facilities and their sources belong together: two views of what the inventory covers. */
export function BoundaryTabs({
  organizationId,
  current,
}: {
  organizationId: string;
  current: "facilities" | "sources";
}) {
  const { facility: t, organization } = useMessages();
  const base = `/organizations/${organizationId}`;
  return (
    <div className="mb-6">
      <Tabs
        label={organization.boundaryTitle}
        tabs={[
          { to: `${base}/facilities`, label: t.title, isCurrent: current === "facilities" },
          { to: `${base}/sources`, label: t.sources.title, isCurrent: current === "sources" },
        ]}
      />
    </div>
  );
}
