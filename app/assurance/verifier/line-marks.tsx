import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** The boxes of the list belong to this form, which is not around it: the filters are a form too. */
export const MARK_FORM = "marks";

export function LineMarks() {
  const t = useMessages().assurance.lines;
  return (
    <Form
      id={MARK_FORM}
      method="post"
      preventScrollReset
      aria-label={t.marking}
      className="mt-4 flex flex-wrap items-end gap-3 border-t border-rule bg-(--ground) py-3 sm:sticky sm:bottom-0"
    >
      <div className="w-72 max-sm:w-full">
        <TextField label={t.note} name="note" hint={t.noteHint} maxLength={2000} />
      </div>
      <Button name="intent" value="check">
        {t.check}
      </Button>
      <Button variant="secondary" name="intent" value="withdraw">
        {t.withdraw}
      </Button>
    </Form>
  );
}

interface OpenMarkProps {
  lineId: string;
  mark: { note: string; by: string; at: string } | null;
}

/** The mark of the open line, and how to change it. */
export function OpenMark({ lineId, mark }: OpenMarkProps) {
  const t = useMessages().assurance.lines;
  const clock = useClock();
  return (
    <Form key={`${lineId} ${mark?.at}`} method="post" preventScrollReset className="mt-5 space-y-3 text-14">
      {mark && (
        <p>
          <WholeDays>{t.markedBy(mark.by, clock.instant(mark.at))}</WholeDays>
          {mark.note && <span className="block break-words text-muted">{mark.note}</span>}
        </p>
      )}
      <input type="hidden" name="line" value={lineId} />
      <TextField label={t.note} name="note" id="open-note" maxLength={2000} />
      <Button size="row" name="intent" value="check">
        {t.check}
      </Button>
      {mark && (
        <span className="ml-3">
          <Button size="row" variant="secondary" name="intent" value="withdraw">
            {t.withdraw}
          </Button>
        </span>
      )}
    </Form>
  );
}
