import { Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** Closed workspaces that a person manages. This list is the only way to reach them. */
export function ClosedTenants({ tenants }: { tenants: { id: string; name: string; erasesAt: string }[] }) {
  const t = useMessages().tenantData.closed;
  const clock = useClock();
  if (tenants.length === 0) return null;
  return (
    <ul className="mb-8 max-w-160 space-y-2">
      {tenants.map(({ id, name, erasesAt }) => (
        <li key={id} className="rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14 text-bad-ink">
          <p>
            <WholeDays>{t.listed(name, clock.day(erasesAt))}</WholeDays>
          </p>
          <Link to={`/tenants/${id}/closed`} className="text-link touch:py-3">
            {t.open}
          </Link>
        </li>
      ))}
    </ul>
  );
}
