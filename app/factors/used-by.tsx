import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { factorAddress } from "./factor-address.ts";

export interface UsedBy {
  id: string;
  name: string;
  /** Whether the page shows its factors and not all. */
  isNarrowed: boolean;
  hasSources: boolean;
  /** Names of the countries of its facilities. */
  places: string[];
  /** Categories of its sources. */
  categories: string[];
}

/** More categories are only counted. */
const NAMED = 4;

/** Switches between the factors that an organization can use and all factors. */
export function UsedByTabs({ current, usedBy }: { current: Record<string, string>; usedBy: UsedBy }) {
  const { factor: t, carbon, common } = useMessages();
  const { id, name, isNarrowed, hasSources, places, categories } = usedBy;
  if (!hasSources) {
    return (
      <p className="mb-5 text-14 text-muted">
        {t.usable.none(name)}{" "}
        <Link className="text-link" to={`/organizations/${id}/sources`}>
          {common.nav.sources}
        </Link>
      </p>
    );
  }
  const names = categories.map((one) => (carbon.category as Record<string, string>)[one] ?? one);
  const named = names.length > NAMED ? t.usable.categories(names.length) : names.join(t.usable.comma);
  return (
    <div className="mb-5">
      <Tabs
        label={t.usable.label}
        tabs={[
          { to: factorAddress(current, { use: id, after: null }), label: t.usable.own(name), isCurrent: isNarrowed },
          { to: factorAddress(current, { use: "all", after: null }), label: t.usable.all, isCurrent: !isNarrowed },
        ]}
      />
      {isNarrowed && <p className="mt-3 text-12 text-muted">{t.usable.about(places.join(t.usable.comma), named)}</p>}
    </div>
  );
}
