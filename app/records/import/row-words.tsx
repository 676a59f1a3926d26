import { Form, useNavigation } from "@remix-run/react";
import type { Messages } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { WordedRow } from "./import-view.ts";
import { fieldText } from "./import-words.ts";

/** The position of a row in the user's file. */
export function rowName(
  { sheet, fileRow }: Pick<WordedRow, "sheet" | "fileRow">,
  t: Messages["activityImport"],
): string {
  return sheet === "" ? `${t.row} ${fileRow}` : t.rowOf(sheet, String(fileRow));
}

/** Corrections and decisions of a row, each with an undo button. */
export function EditedCells({ row, mayEdit }: { row: WordedRow; mayEdit: boolean }) {
  const messages = useMessages();
  const { activityImport: t } = messages;
  const isBusy = useNavigation().state !== "idle";
  if (row.edits.length === 0 && row.decision === null) return null;
  return (
    <ul className="mt-2 space-y-1 text-12 text-muted">
      {row.edits.map(({ id, field, before, after }, at) => {
        const text = t.fixed(fieldText(messages, field), before, after);
        return (
          <li key={`${id} ${field}`} className="flex flex-wrap items-center gap-3">
            <span>{text}</span>
            {mayEdit && at === row.edits.length - 1 && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="fix-undo" />
                <input type="hidden" name="edit" value={id} />
                <Button
                  size="row"
                  variant="secondary"
                  icon="undo"
                  aria-label={t.undoFixOf(text)}
                  aria-disabled={isBusy}
                >
                  {t.undoFix}
                </Button>
              </Form>
            )}
          </li>
        );
      })}
      {row.decision !== null && (
        <li className="flex flex-wrap items-center gap-3">
          <span>{row.decision === "leave_out" ? t.leftOutFor(row.decisionNote) : t.addedAnyway}</span>
          {mayEdit && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="leave-undo" />
              <input type="hidden" name="number" value={row.number} />
              <Button size="row" variant="secondary" icon="undo" aria-disabled={isBusy}>
                {row.decision === "leave_out" ? t.takeBack : t.undoFix}
              </Button>
            </Form>
          )}
        </li>
      )}
    </ul>
  );
}
