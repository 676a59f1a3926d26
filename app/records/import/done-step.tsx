import { Form, Link, useNavigation } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";
import type { DoneView, ImportedRow, ImportHead } from "./import-view.ts";
import { Notice } from "./notice.tsx";
import { EditedCells, rowName } from "./row-words.tsx";

interface DoneStepProps {
  base: string;
  head: ImportHead;
  done: DoneView;
  inventoryId: string | null;
  undone: { count: number; kept: number };
}

/** The result of an import, with undo for all or single rows. */
export function DoneStep({ base, head, done, inventoryId, undone }: DoneStepProps) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const count = (value: number) => value.toLocaleString(locale);
  const facts = [
    [t.added, done.added],
    [t.changed, done.changed],
    [t.skipped, done.skipped],
    [t.view.touched, done.edited],
  ] as const;
  return (
    <>
      {undone.count > 0 ? (
        <Notice>{t.undone(count(undone.count), count(undone.kept))}</Notice>
      ) : (
        done.standing > 0 && <Notice>{t.done(count(done.standing), head.fileName)}</Notice>
      )}
      <dl className="grid grid-cols-4 border-t-2 border-b border-ink border-b-line max-md:grid-cols-2">
        {facts.map(([label, value]) => (
          <div
            key={label}
            className="border-line px-5 py-4 not-first:border-l first:pl-0 max-md:px-3 max-md:odd:border-l-0 max-md:odd:pl-0"
          >
            <dt className="text-12 text-muted">{label}</dt>
            <dd className="text-25 font-semibold tabular-nums">{count(value)}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-3">
        <ButtonLink variant="primary" to={`${base}/activities${inventoryId ? `?inventory=${inventoryId}` : ""}`}>
          {t.toGrid}
        </ButtonLink>
        {head.mayEdit && <ButtonLink to={`${base}/evidence/bills`}>{t.toBills}</ButtonLink>}
      </div>
      {done.touched.length > 0 && <Touched done={done} />}
      {done.standing === 0 ? (
        <p className="text-14 text-muted">{t.nothingStands}</p>
      ) : (
        <>
          <Records done={done} mayEdit={head.mayEdit} />
          {head.mayEdit && <UndoForm done={done} />}
        </>
      )}
    </>
  );
}

function Touched({ done }: { done: DoneView }) {
  const { activityImport: t } = useMessages();
  return (
    <Section title={t.view.touched}>
      <ul className="divide-y divide-line">
        {done.touched.map((row) => (
          <li key={row.number} className="py-2 text-14">
            {rowName(row, t)} · {row.place}
            <EditedCells row={row} mayEdit={false} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Records({ done, mayEdit }: { done: DoneView; mayEdit: boolean }) {
  const messages = useMessages();
  const { activity, activityImport: t } = messages;
  const locale = useLocale();
  const isBusy = useNavigation().state !== "idle";
  return (
    <Section title={t.records} count={done.standing.toLocaleString(locale)}>
      <Table<ImportedRow>
        caption={t.records}
        rows={done.records}
        rowKey={({ recordId }) => recordId}
        columns={[
          { key: "source", head: activity.column.source, isRowHead: true, cell: ({ place }) => place },
          { key: "period", head: activity.column.period, cell: ({ period }) => period },
          {
            key: "quantity",
            head: activity.column.quantity,
            isNumeric: true,
            cell: ({ quantity }) =>
              checkDecimal(quantity, BOUNDS.quantity) ? quantity : formatDecimal(quantity, { locale }),
          },
          { key: "unit", head: activity.column.unit, cell: ({ unit }) => <UnitText text={unitText(messages, unit)} /> },
          {
            key: "row",
            head: t.row,
            isNumeric: true,
            isMuted: true,
            isHiddenOnPhone: true,
            cell: ({ fileRow }) => fileRow,
          },
          {
            key: "undo",
            head: <span className="sr-only">{t.undoRow}</span>,
            cell: ({ recordId, fileRow }) =>
              mayEdit && (
                <Form method="post" preventScrollReset className="text-right">
                  <input type="hidden" name="intent" value="undo" />
                  <input type="hidden" name="corrected" value="take" />
                  <input type="hidden" name="recordId" value={recordId} />
                  <Button
                    size="row"
                    variant="secondary"
                    aria-label={t.undoRowOf(String(fileRow))}
                    aria-disabled={isBusy}
                  >
                    {t.undoRow}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {done.next !== null && (
        <p className="mt-3 text-14">
          <Link className="text-link" to={`?after=${done.next}`}>
            {t.next}
          </Link>
        </p>
      )}
    </Section>
  );
}

/** Undoes the whole import. The user must choose whether records changed since are kept or undone too. */
function UndoForm({ done }: { done: DoneView }) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const isBusy = useNavigation().state !== "idle";
  const { corrected } = done;
  const count = (value: number) => value.toLocaleString(locale);
  return (
    <Section title={t.undoTitle} id="undo">
      <Form method="post" className="mt-3 max-w-3xl space-y-4">
        <input type="hidden" name="intent" value="undo" />
        <p className="text-14">{t.undoAbout(count(done.standing))}</p>
        {corrected.count > 0 && (
          <>
            <ul className="text-12 text-muted">
              {corrected.records.map((one) => (
                <li key={one.recordId}>
                  <WholeDays>
                    {[one.place, one.period, one.amount, one.by || t.formerMember, clock.instant(one.at)].join(" · ")}
                  </WholeDays>
                </li>
              ))}
            </ul>
            <ChoiceField
              label={t.correctedTitle(count(corrected.count))}
              name="corrected"
              defaultValue="keep"
              choices={[
                { value: "keep", label: t.correctedKeep, text: t.correctedKeepText },
                { value: "take", label: t.correctedTake, text: t.correctedTakeText },
              ]}
            />
          </>
        )}
        <Button variant="destructive" aria-disabled={isBusy}>
          {t.undo}
        </Button>
      </Form>
    </Section>
  );
}
