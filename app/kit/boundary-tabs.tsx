import { useMessages } from "./i18n-context.tsx";
import { Tabs } from "./tabs.tsx";

/** Tabs for facilities, sources, custom factors and instruments: what the inventory covers and how it is calculated. */
export function BoundaryTabs({
  organizationId,
  current,
}: {
  organizationId: string;
  current: "facilities" | "sources" | "own" | "instruments";
}) {
  const { facility: t, organization, ownFactor, instrument } = useMessages();
  const base = `/organizations/${organizationId}`;
  return (
    <div className="mb-6">
      <Tabs
        label={organization.boundaryTitle}
        tabs={[
          { to: `${base}/facilities`, label: t.title, isCurrent: current === "facilities" },
          { to: `${base}/sources`, label: t.sources.title, isCurrent: current === "sources" },
          { to: `${base}/own-factors`, label: ownFactor.title, isCurrent: current === "own" },
          { to: `${base}/instruments`, label: instrument.title, isCurrent: current === "instruments" },
        ]}
      />
    </div>
  );
}
