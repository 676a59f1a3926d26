import { Form, useSubmit } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { Button } from "../button.tsx";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Icon } from "../icon.tsx";
import { type ActivityFilter, type GridData, monthsOf } from "./grid-data.ts";

interface FilterBarProps {
  grid: GridData;
  filter: ActivityFilter;
  inventories: { id: string; period: { start: string; end: string } }[];
}

interface FilterOption {
  value: string;
  label: string;
}

/** What the list is narrowed to, each filter a word and its choice. A change applies at once; without scripts by button. */
export function FilterBar({ grid, filter, inventories }: FilterBarProps) {
  const { activity, carbon } = useMessages();
  const locale = useLocale();
  const submit = useSubmit();
  const sources = grid.sources.filter(({ facilityId }) => filter.facility === "" || facilityId === filter.facility);
  const facilityOf = new Map(grid.facilities.map(({ id, name }) => [id, localName(name, locale)]));
  return (
    <Form
      method="get"
      aria-label={activity.filters}
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      className="flex flex-wrap items-center gap-2"
    >
      <Filter
        name="inventory"
        label={activity.year}
        value={grid.inventoryId}
        options={inventories.map(({ id, period }) => ({ value: id, label: period.start.slice(0, 4) }))}
      />
      <Filter
        name="facility"
        label={activity.facility}
        value={filter.facility}
        all={activity.all}
        options={grid.facilities.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
      />
      <Filter
        name="source"
        label={activity.source}
        value={filter.source}
        all={activity.all}
        options={sources.map(({ id, name, facilityId }) => ({
          value: id,
          label: filter.facility
            ? localName(name, locale)
            : `${localName(name, locale)} · ${facilityOf.get(facilityId) ?? ""}`,
        }))}
      />
      <Filter
        name="scope"
        label={activity.scope}
        value={filter.scope}
        all={activity.all}
        options={([1, 2, 3] as const).map((scope) => ({ value: String(scope), label: carbon.scope[scope] }))}
      />
      <Filter
        name="month"
        label={activity.month}
        value={filter.month}
        all={activity.all}
        options={monthsOf(grid.period).map((month) => ({ value: month, label: month }))}
      />
      <noscript>
        <Button variant="secondary">{activity.applyFilters}</Button>
      </noscript>
    </Form>
  );
}

interface FilterProps {
  name: string;
  label: string;
  value: string;
  /** The choice of no filter; without it one of the options always holds. */
  all?: string;
  options: FilterOption[];
}

function Filter({ name, label, value, all, options }: FilterProps) {
  return (
    <label className="relative flex min-h-8 items-center gap-1 rounded-6 border border-rule bg-raised pl-2.5 text-12 text-muted hover:border-muted touch:min-h-11">
      {label}
      <select
        key={value}
        name={name}
        defaultValue={value}
        className="field-sizing-content min-h-8 max-w-36 cursor-pointer appearance-none truncate rounded-6 bg-raised pr-7 pl-1 text-12 font-semibold text-ink touch:min-h-11"
      >
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={12} className="pointer-events-none absolute right-2" />
    </label>
  );
}
