import { Form } from "@remix-run/react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { type EvidenceSource, sourceOptions } from "./evidence-source.ts";

interface FilterFormProps extends InventoryFieldProps {
  sourceId: string;
  sources: EvidenceSource[];
}

/** What records without evidence are narrowed to. */
export function FilterForm({ sourceId, sources, inventories, inventory }: FilterFormProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  return (
    <Form
      method="get"
      role="search"
      aria-label={t.tabLacking}
      key={sourceId}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <InventoryField inventories={inventories} inventory={inventory} />
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
