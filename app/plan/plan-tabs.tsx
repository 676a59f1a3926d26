import { useMessages } from "#app/kit/i18n-context.tsx";
import { Tabs } from "#app/kit/tabs.tsx";

/** @param base the URL of the operator's workspace */
export function PlanTabs({ base, current }: { base: string; current: "orders" | "holders" }) {
  const { plan, planOrder } = useMessages();
  return (
    <div className="mb-6">
      <Tabs
        label={planOrder.listTitle}
        tabs={[
          { to: `${base}/plan-orders`, label: planOrder.listTitle, isCurrent: current === "orders" },
          { to: `${base}/plan-holders`, label: plan.holders.title, isCurrent: current === "holders" },
        ]}
      />
    </div>
  );
}
