import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { FILTER_NAMES, type FilterName, factorAddress } from "./factor-address.ts";

export interface FacetValue {
  value: string;
  count: number;
  /** Set if the name comes from the server. */
  label: string | null;
}

interface FactorFacetsProps {
  /** The search values in the address, by name. */
  current: Record<string, string>;
  facets: Record<FilterName, FacetValue[]>;
}

const SHOWN_VALUES = 6;

/** Filters with their number of results. Collapsed on a phone. */
export function FactorFacets({ current, facets }: FactorFacetsProps) {
  const { factor: t } = useMessages();
  const chosen = FILTER_NAMES.filter((name) => current[name]);
  const groups = FILTER_NAMES.filter((name) => current[name] || facets[name].length > 1);
  const lists = groups.map((name) => <FacetGroup key={name} name={name} current={current} values={facets[name]} />);
  const clear = chosen.length > 0 && (
    <Link to={factorAddress(pick(current, "q", "use"), {})} className="text-link text-14" preventScrollReset>
      {t.clear}
    </Link>
  );
  return (
    <>
      <nav aria-label={t.narrow} className="space-y-5 max-desk:hidden">
        {clear}
        {lists}
      </nav>
      <details className="group desk:hidden">
        <summary className="inline-flex items-center gap-1.5 text-14 text-accent touch:min-h-11">
          {chosen.length > 0 ? t.narrowed(chosen.length) : t.narrow}
          <Icon name="chevron" size={12} className="group-open:rotate-180" />
        </summary>
        <nav aria-label={t.narrow} className="mt-2 grid gap-5 rounded-6 bg-sunken p-4 sm:grid-cols-2">
          {clear}
          {lists}
        </nav>
      </details>
    </>
  );
}

function pick(values: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
}

interface FacetGroupProps {
  name: FilterName;
  current: Record<string, string>;
  values: FacetValue[];
}

function FacetGroup({ name, current, values }: FacetGroupProps) {
  const { factor: t } = useMessages();
  const label = useFacetLabel(name);
  const chosen = current[name];
  const others = values.filter(({ value }) => value !== chosen);
  const link = (one: FacetValue) => (
    <FacetLink key={one.value} to={factorAddress(current, { [name]: one.value, after: null })} count={one.count}>
      {label(one)}
    </FacetLink>
  );
  return (
    <section aria-label={facetTitle(t, name)}>
      <h2 className="mb-1 border-b border-line pb-1 text-12 font-medium text-muted">{facetTitle(t, name)}</h2>
      {chosen && (
        <Link
          to={factorAddress(current, { [name]: null, after: null })}
          preventScrollReset
          aria-label={t.removeFilter(label(values.find(({ value }) => value === chosen) ?? unknown(chosen)))}
          className="flex items-center justify-between gap-2 rounded-3 bg-accent-tint px-1.5 py-1 text-14 font-medium text-accent touch:min-h-11"
        >
          {label(values.find(({ value }) => value === chosen) ?? unknown(chosen))}
          <Icon name="close" size={12} />
        </Link>
      )}
      <ul>{others.slice(0, SHOWN_VALUES).map(link)}</ul>
      {others.length > SHOWN_VALUES && (
        <details className="group/more">
          <summary className="px-1.5 py-1 text-12 text-accent touch:min-h-11">
            {t.moreValues(others.length - SHOWN_VALUES)}
          </summary>
          <ul className="max-h-72 overflow-y-auto">{others.slice(SHOWN_VALUES).map(link)}</ul>
        </details>
      )}
    </section>
  );
}

function FacetLink({ to, count, children }: { to: string; count: number; children: ReactNode }) {
  const locale = useLocale();
  return (
    <li>
      <Link
        to={to}
        preventScrollReset
        className="flex items-baseline justify-between gap-3 rounded-3 px-1.5 py-1 text-14 hover:bg-neutral-tint touch:min-h-11 touch:items-center"
      >
        <span className="min-w-0 break-words">{children}</span>
        <span className="text-12 tabular-nums text-muted">{count.toLocaleString(locale)}</span>
      </Link>
    </li>
  );
}

function unknown(value: string): FacetValue {
  return { value, count: 0, label: null };
}

export function facetTitle(t: ReturnType<typeof useMessages>["factor"], name: FilterName): string {
  return t[name];
}

export function useFacetLabel(name: FilterName): (value: FacetValue) => string {
  const { factor: t, carbon } = useMessages();
  const unit = useUnitLabel();
  return ({ value, label }) => {
    if (label !== null) return label;
    if (name === "scope") return carbon.scope[Number(value) as 1 | 2 | 3] ?? value;
    if (name === "category") return (carbon.category as Record<string, string>)[value] ?? value;
    if (name === "unit") return unit(value);
    if (name === "method") return t.methodName[value] ?? value;
    if (name === "kind") return (t.kindName as Record<string, string>)[value] ?? value;
    return value;
  };
}
