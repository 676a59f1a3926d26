import { Form } from "@remix-run/react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { monthsOf } from "#app/records/sheet/grid-data.ts";
import { EVIDENCE_STATES } from "./evidence-filter.ts";
import { type EvidenceSource, sourceOptions } from "./evidence-source.ts";

interface FilterFormProps {
  search: { state: string; sourceId: string; month: string; words: string };
  sources: EvidenceSource[];
  inventories: { id: string; period: Period }[];
  /** The one whose months and records are shown. */
  inventory: { id: string; period: Period } | null;
  /** Files have states, months and names; a list of records is narrowed by its source alone. */
  hasFiles: boolean;
}

/** What a list is narrowed to; it stands in the address. */
export function FilterForm({ search, sources, inventories, inventory, hasFiles }: FilterFormProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const { state, sourceId, month, words } = search;
  const months = inventory ? monthsOf(inventory.period) : [];
  return (
    <Form
      method="get"
      role="search"
      aria-label={hasFiles ? t.states.all : t.tabLacking}
      key={`${state} ${sourceId} ${month} ${words}`}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      {!hasFiles && <input type="hidden" name="view" value="lacking" />}
      <InventoryField inventories={inventories} inventory={inventory} />
      {hasFiles && (
        <div className="min-w-44 grow md:max-w-56">
          <TextField label={t.search} name="q" type="search" maxLength={200} defaultValue={words} />
        </div>
      )}
      {hasFiles && (
        <div className="w-40">
          <SelectField
            label={t.state}
            name="state"
            defaultValue={state}
            options={EVIDENCE_STATES.map((value) => ({ value, label: t.states[value] }))}
          />
        </div>
      )}
      <div className="w-52 max-w-full">
        <SelectField
          label={t.source}
          name="source"
          id="filter-source"
          placeholder={t.anySource}
          defaultValue={sourceId}
          options={sourceOptions(sources, locale)}
        />
      </div>
      {hasFiles && (
        <div className="w-36">
          <SelectField
            label={t.month}
            name="month"
            placeholder={t.anyMonth}
            defaultValue={month}
            options={[...new Set([...(month ? [month] : []), ...months])]
              .sort()
              .map((value) => ({ value, label: value }))}
          />
        </div>
      )}
      <Button variant="secondary">{t.show}</Button>
    </Form>
  );
}

interface InventoryFieldProps {
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
}

/** Which year's months and records are meant; nothing to choose where there is one. */
export function InventoryField({ inventories, inventory }: InventoryFieldProps) {
  const { evidence: t } = useMessages();
  if (!inventory) return null;
  if (inventories.length < 2) return <input type="hidden" name="inventory" value={inventory.id} />;
  return (
    <div className="w-36">
      <SelectField
        label={t.inventory}
        name="inventory"
        defaultValue={inventory.id}
        options={inventories.map(({ id, period }) => ({ value: id, label: printPeriodText(period) }))}
      />
    </div>
  );
}
