import type { Period } from "#app/carbon/document/inventory-document.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { offerUnits } from "#app/carbon/unit/unit-offer.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { monthsOf } from "#app/records/sheet/grid-data.ts";

export const MONTH_LIST = "bill-months";

/** Id of the list that fits a source entered in `unit`; of the one for all sources where none is chosen. */
export function unitListOf(unit: string | undefined): string {
  return unit === undefined ? "bill-units" : `bill-units-${unit}`;
}

interface BillSuggestionsProps {
  inventories: { period: Period }[];
  /** Units in which the sources are entered. */
  units: string[];
}

/** What the fields of every row offer: the months of the inventories, and the units that a source's unit converts from. */
export function BillSuggestions({ inventories, units }: BillSuggestionsProps) {
  const { carbon } = useMessages();
  const locale = useLocale();
  const distinct = [...new Set(units)].filter(isUnitCode);
  const offersOf = (unit: (typeof distinct)[number]) =>
    offerUnits(unit, contentLanguageFor(locale)).map(({ text }) => text);
  const lists = [
    { id: unitListOf(undefined), texts: [...new Set(distinct.flatMap(offersOf))] },
    ...distinct.map((unit) => ({ id: unitListOf(unit), texts: offersOf(unit) })),
  ];
  const months = [...new Set(inventories.flatMap(({ period }) => monthsOf(period)))];
  return (
    <>
      <datalist id={MONTH_LIST}>
        {months.map((month) => (
          <option key={month} value={month} />
        ))}
      </datalist>
      {lists.map(({ id, texts }) => (
        <datalist key={id} id={id}>
          {texts.map((text) => (
            <option key={text} value={text}>
              {isUnitCode(text) ? carbon.unitName[text] : undefined}
            </option>
          ))}
        </datalist>
      ))}
    </>
  );
}
