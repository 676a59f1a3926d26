import type { Period } from "#app/carbon/document/inventory-document.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface InventoryFieldProps {
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
}

/** Selects the year for months and records. Hidden if there is only one inventory. */
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
