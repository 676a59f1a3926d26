import type { Period } from "#app/carbon/document/inventory-document.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { offerUnits } from "#app/carbon/unit/unit-offer.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { monthsOf } from "#app/records/sheet/grid-data.ts";

export const MONTH_LIST = "bill-months";

/** Id of the list for a source entered in `unit`, or of the list for all sources if none is chosen. */
export function unitListOf(unit: string | undefined): string {
  return unit === undefined ? "bill-units" : `bill-units-${unit}`;
}

interface BillSuggestionsProps {
  inventories: { period: Period }[];
  units: string[];
}

/** Suggestions for the fields of every row: months of the inventories, and units that convert to a source's unit. */
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
