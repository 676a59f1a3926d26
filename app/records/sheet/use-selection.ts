import { type MutableRefObject, useRef, useState } from "react";
import { useBeforePaint } from "#app/kit/use-focus.ts";
import { followRows, type Selection } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";

/**
 * The selection. It stays with its records when the sheet reloads, and so does the focus. Otherwise the next key could
 * affect another row after a deletion above.
 *
 * @param loaded the records that the sheet was last loaded with
 * @param wantsFocus set if the active cell had the focus and moves
 */
export function useSelection(
  first: () => Selection,
  { shown, loaded }: { shown: readonly SheetRow[]; loaded: unknown },
  wantsFocus: MutableRefObject<boolean>,
): [Selection, (selection: Selection) => void] {
  const [chosen, select] = useState(first);
  const drawn = useRef({ shown, loaded });
  const isAnew = drawn.current.loaded !== loaded;
  const selection = isAnew ? followRows(chosen, drawn.current.shown, shown) : chosen;
  if (isAnew && document.activeElement?.matches("[role=gridcell], [data-resting]")) wantsFocus.current = true;
  useBeforePaint(() => {
    drawn.current = { shown, loaded };
    if (isAnew) select(selection);
  });
  return [selection, select];
}
