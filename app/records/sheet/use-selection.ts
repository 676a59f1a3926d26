import { type MutableRefObject, useRef, useState } from "react";
import { useBeforePaint } from "#app/kit/use-focus.ts";
import { followRows, type Selection } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";

/**
 * What is selected. It stays with its records when the sheet is loaded anew, and so does the focus: what is pressed next
 * must not fall on another row because somebody deleted one above.
 *
 * @param loaded the records that the sheet was loaded with last
 * @param wantsFocus told where the active cell had the focus and is drawn in another place
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
