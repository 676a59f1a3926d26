import { useMessages } from "#app/kit/i18n-context.tsx";
import { Tabs } from "#app/kit/tabs.tsx";

/** @param base the address of the organization's assurance pages */
export function AssuranceTabs({ base, current }: { base: string; current: "engagements" | "statements" }) {
  const { assurance: t } = useMessages();
  return (
    <div className="mb-6">
      <Tabs
        label={t.title}
        tabs={[
          { to: base, label: t.engagements.title, isCurrent: current === "engagements" },
          { to: `${base}/statements`, label: t.statements.title, isCurrent: current === "statements" },
        ]}
      />
    </div>
  );
}
