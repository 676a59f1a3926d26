import { Form, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useRef } from "react";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { REVIEW } from "#app/records/review-state.ts";
import type { ActivityFilter } from "./activity-filter.ts";
import { type GridData, monthsOf } from "./grid-data.ts";
import { ORDER_COLUMNS, printOrder, type SheetOrder } from "./sheet-order.ts";

interface FilterBarProps {
  grid: GridData;
  filter: ActivityFilter;
  order: SheetOrder | null;
  inventories: { id: string; period: { start: string; end: string } }[];
}

/** Delay before a search, so that it doesn't run for each letter. */
const PAUSE_MS = 350;

interface FilterOption {
  value: string;
  label: string;
}

/** The filters of the list. A change applies at once, or with a button if JavaScript is not available. */
export function FilterBar({ grid, filter, order, inventories }: FilterBarProps) {
  const { activity, sheet } = useMessages();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const apply = () => submit(form.current, { replace: true, preventScrollReset: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen before the scripts came applies once they have
  useEffect(() => {
    if (form.current && [...form.current.elements].some(isChanged)) apply();
    return () => clearTimeout(timer.current);
  }, []);
  const change = (event: FormEvent<HTMLFormElement>) => {
    clearTimeout(timer.current);
    if (event.target instanceof HTMLInputElement) timer.current = setTimeout(apply, PAUSE_MS);
    else apply();
  };
  return (
    <Form
      ref={form}
      method="get"
      aria-label={activity.filters}
      onChange={change}
      className="flex basis-full flex-wrap items-center gap-2"
    >
      <Filters grid={grid} filter={filter} order={order} inventories={inventories} />
      <label className="relative flex min-h-8 items-center rounded-6 border border-rule bg-raised pl-2.5 text-12 text-muted hover:border-muted touch:min-h-11">
        <span className="sr-only">{sheet.words}</span>
        <Icon name="search" size={12} />
        <input
          type="search"
          name="q"
          defaultValue={filter.words}
          placeholder={sheet.wordsHint}
          maxLength={100}
          autoComplete="off"
          className="min-h-8 w-52 rounded-6 bg-raised px-2 text-12 text-ink touch:min-h-11 touch:text-16"
        />
      </label>
      <noscript>
        {/* Without JavaScript no records are loaded later, so a search or sort needs the whole window. */}
        <input type="hidden" name="whole" value="1" />
        <Button variant="secondary">{activity.applyFilters}</Button>
      </noscript>
    </Form>
  );
}

/** The filter fields. Source names include the facility unless one is selected. */
function Filters({ grid, filter, order, inventories }: FilterBarProps) {
  const { activity, carbon, sheet } = useMessages();
  const locale = useLocale();
  const sources = grid.sources.filter(({ facilityId }) => filter.facility === "" || facilityId === filter.facility);
  const facilityOf = new Map(grid.facilities.map(({ id, name }) => [id, localName(name, locale)]));
  return (
    <>
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
      <Filter
        name="state"
        label={sheet.state}
        value={filter.state}
        all={activity.all}
        options={REVIEW.all.map((state) => ({
          value: state,
          label: sheet.reviewState[state],
        }))}
      />
      <Filter
        name="sort"
        label={sheet.sort}
        value={printOrder(order)}
        all={sheet.ownOrder}
        options={ORDER_COLUMNS.flatMap((column) => [
          { value: column, label: sheet.ascending(activity.column[column]) },
          { value: `-${column}`, label: sheet.descending(activity.column[column]) },
        ])}
      />
    </>
  );
}

/** Whether a field's value differs from the rendered one. */
function isChanged(field: Element): boolean {
  if (field instanceof HTMLInputElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLSelectElement)) return false;
  const drawn = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
  return field.selectedIndex !== Math.max(0, drawn);
}

interface FilterProps {
  name: string;
  label: string;
  value: string;
  /** Label of the empty option. Without it, one option is always selected. */
  all?: string;
  options: FilterOption[];
}

function Filter({ name, label, value, all, options }: FilterProps) {
  const field = useRef<HTMLSelectElement>(null);
  const shown = useRef(value);
  useEffect(() => {
    // The address can change through a link or the back button. The field is updated in place, because it may have the
    // focus.
    if (field.current && shown.current !== value) field.current.value = value;
    shown.current = value;
  }, [value]);
  return (
    <label className="relative flex min-h-8 items-center gap-1 rounded-6 border border-rule bg-raised pl-2.5 text-12 text-muted hover:border-muted touch:min-h-11">
      {label}
      <select
        ref={field}
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
