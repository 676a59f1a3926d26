import { Form, Link } from "@remix-run/react";
import { formatMonth } from "#app/day/format-day.ts";
import { monthText } from "#app/day/month-text.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { SidePanel } from "#app/kit/side-panel.tsx";
import { OutcomeNotice, problemText } from "#app/records/review-parts.tsx";
import type { ReviewProblem, ReviewRecordView, ReviewRights } from "#app/records/review-record-view.ts";
import type { GapAnswer, ReviewCell } from "./review-map.ts";
import { ReviewRecord } from "./review-record.tsx";

export interface OpenCell extends ReviewCell {
  source: { id: string; name: string; facility: string; facilityId: string; unit: string };
  records: ReviewRecordView[];
  total: number;
  answer: { kind: GapAnswer["kind"]; reason: string; byName: string } | null;
  due: { start: string; end: string } | null;
  offers: {
    method: string;
    quantity: string;
    unit: string;
    basis: {
      months: { start: string; end: string; quantity: string; unit: string; per?: string }[];
      per?: string;
      perUnit?: string;
      perName?: string;
    };
  }[];
}

interface CellPanelProps {
  cell: OpenCell;
  months: string[];
  base: string;
  rights: ReviewRights;
  problem: ReviewProblem | null;
  here: string;
  closeHref: string;
  addressOf: (extra: Record<string, string>) => string;
}

/** One month of a source: its records and the possible acts. */
export function CellPanel(props: CellPanelProps) {
  const { cell, months, base, rights, here, closeHref, addressOf, problem } = props;
  const { review: t, common } = useMessages();
  const locale = useLocale();
  const isMissing = cell.daysCovered < cell.daysDue;
  return (
    <SidePanel
      key={`${cell.sourceId} ${cell.month}`}
      title={common.placed([cell.source.name, monthText(cell.month, locale)])}
      about={`${cell.source.facility} · ${t.cellState[cell.state]} · ${t.daysCovered(String(cell.daysCovered), String(cell.daysDue))}`}
      closeHref={closeHref}
      width="figure"
    >
      <nav aria-label={t.month} className="mb-4 flex flex-wrap gap-1 md:hidden">
        {months.map((month) => (
          <Link
            key={month}
            to={addressOf({ source: cell.sourceId, month })}
            aria-current={month === cell.month ? "page" : undefined}
            className="rounded-6 px-2 py-1 text-12 no-underline aria-[current]:bg-accent-tint aria-[current]:font-semibold"
          >
            {formatMonth(month, locale)}
          </Link>
        ))}
      </nav>
      <OutcomeNotice />
      <div className="space-y-6">
        <MonthActs {...props} />
        <section aria-label={t.recordsHere}>
          <h3 className="border-b border-ink pb-1.5 text-14 font-semibold">
            {t.recordsHere} <span className="font-normal text-muted">{cell.total}</span>
          </h3>
          {cell.records.length === 0 && <p className="py-2 text-14 text-muted">{t.noRecordsHere}</p>}
          <ul className="divide-y divide-line">
            {cell.records.map((record) => (
              <li key={record.recordId} className="py-3">
                <ReviewRecord record={record} rights={rights} base={base} here={here} problem={problem} />
              </li>
            ))}
          </ul>
          {cell.total > cell.records.length && (
            <Link
              to={`${base}/review/records?state=&source=${cell.sourceId}&from=${cell.month}&to=${cell.month}`}
              className="text-link text-14"
            >
              {t.queueCount(String(cell.total))}
            </Link>
          )}
        </section>
        {rights.mayEdit && isMissing && cell.state !== "locked" && (
          <>
            <EstimateForm {...props} />
            <GapForm {...props} />
          </>
        )}
      </div>
    </SidePanel>
  );
}

function MonthActs({ cell, base, rights, here }: CellPanelProps) {
  const { review: t } = useMessages();
  const { counts, month, sourceId } = cell;
  const fields = (
    <>
      <input type="hidden" name="from" value={month} />
      <input type="hidden" name="to" value={month} />
      <input type="hidden" name="sourceId" value={sourceId} />
      <input type="hidden" name="next" value={here} />
    </>
  );
  return (
    <div className="flex flex-wrap gap-2">
      {rights.mayEdit && cell.state !== "locked" && (
        <ButtonLink size="row" to={`${base}/activities?source=${sourceId}&month=${month}`}>
          {cell.total === 0 ? t.enter : t.openInSheet}
        </ButtonLink>
      )}
      {rights.mayEdit && counts.draft + counts.returned > 0 && (
        <Form method="post" action={`${base}/activities/review`} preventScrollReset>
          {fields}
          <Button size="row" variant="secondary" name="intent" value="submit">
            {t.handInMonth}
          </Button>
        </Form>
      )}
      {rights.mayDecide && counts.submitted > 0 && (
        <Form method="post" action={`${base}/activities/review`} preventScrollReset>
          {fields}
          <Button size="row" variant="secondary" name="intent" value="approve">
            {t.approveMonth}
          </Button>
        </Form>
      )}
      {rights.mayEdit && (cell.state === "missing" || cell.state === "returned") && (
        <ButtonLink size="row" to={`${base}/tasks?new=1&source=${sourceId}&month=${month}#new`}>
          {t.assign}
        </ButtonLink>
      )}
    </div>
  );
}

function EstimateForm({ cell, here, problem }: CellPanelProps) {
  const messages = useMessages();
  const { review: t } = messages;
  const own = problem?.intent === "estimate" ? problem : null;
  if (!cell.due) return null;
  const chosen = own?.typed.method ?? cell.offers[0]?.method ?? "other";
  return (
    <section aria-label={t.estimateTitle}>
      <h3 className="border-b border-ink pb-1.5 text-14 font-semibold">{t.estimateTitle}</h3>
      <Form method="post" action={here} preventScrollReset className="space-y-3 pt-3">
        <p className="text-12 text-muted">{t.estimateFor(cell.due.start, cell.due.end)}</p>
        {cell.offers.length === 0 && <p className="text-12 text-muted">{t.noMethodHere}</p>}
        <input type="hidden" name="intent" value="estimate" />
        <input type="hidden" name="sourceId" value={cell.sourceId} />
        <input type="hidden" name="month" value={cell.month} />
        <ChoiceField
          label={t.estimateTitle}
          name="method"
          defaultValue={chosen}
          choices={[
            ...cell.offers.map((offer) => ({
              value: offer.method,
              label: messages.common.labelled(
                (t.method as Record<string, string>)[offer.method]!,
                `${offer.quantity} ${offer.unit}`,
              ),
              text: <Basis offer={offer} />,
            })),
            { value: "other", label: t.method.other, text: t.otherText },
          ]}
        />
        <details open={chosen === "other"}>
          <summary className="text-link cursor-pointer text-12 touch:py-2">{t.otherFigure}</summary>
          <div className="mt-2 space-y-2">
            <div className="grid grid-cols-2 gap-2">
              <TextField
                label={t.quantity}
                name="quantity"
                id="estimate-quantity"
                inputMode="decimal"
                defaultValue={own?.typed.quantity}
              />
              <TextField
                label={t.unit}
                name="unit"
                id="estimate-unit"
                defaultValue={own?.typed.unit ?? cell.source.unit}
              />
            </div>
            <TextField
              label={t.basis}
              name="basis"
              id="estimate-basis"
              maxLength={1000}
              defaultValue={own?.typed.basis}
            />
          </div>
        </details>
        <TextField
          label={t.whyEstimate}
          name="reason"
          id="estimate-reason"
          required
          maxLength={1000}
          defaultValue={own?.typed.reason}
          error={own ? problemText(messages, own) : undefined}
        />
        <Button size="row" variant="secondary">
          {t.saveEstimate}
        </Button>
      </Form>
    </section>
  );
}

/** The figures behind an estimate. Beyond three, only their number is shown. */
function Basis({ offer }: { offer: OpenCell["offers"][number] }) {
  const { review: t } = useMessages();
  const { months, per, perUnit, perName } = offer.basis;
  const shown = months.slice(0, 3).map(({ start, quantity, unit }) => `${start.slice(0, 7)}: ${quantity} ${unit}`);
  const text = [...shown, ...(months.length > 3 ? [`+ ${months.length - 3}`] : [])].join("; ");
  return <>{per ? t.restsOnPer(text, [per, perUnit, perName].filter(Boolean).join(" ")) : t.restsOn(text)}</>;
}

function GapForm({ cell, here, problem }: CellPanelProps) {
  const messages = useMessages();
  const { review: t } = messages;
  const own = problem?.intent === "gap" || problem?.intent === "gap-withdraw" ? problem : null;
  return (
    <section aria-label={t.gapTitle}>
      <h3 className="border-b border-ink pb-1.5 text-14 font-semibold">{t.gapTitle}</h3>
      {cell.answer && (
        <p className="pt-3 text-14">
          {t.answeredGap(t.cellState[cell.answer.kind], cell.answer.reason, cell.answer.byName)}
        </p>
      )}
      <Form method="post" action={here} preventScrollReset className="space-y-3 pt-3">
        <input type="hidden" name="intent" value={cell.answer ? "gap-withdraw" : "gap"} />
        <input type="hidden" name="sourceId" value={cell.sourceId} />
        <input type="hidden" name="month" value={cell.month} />
        {!cell.answer && (
          <SelectField
            label={t.gapKind}
            name="kind"
            id="gap-kind"
            defaultValue={own?.typed.kind}
            options={[
              { value: "no_activity", label: t.no_activity },
              { value: "not_applicable", label: t.not_applicable },
            ]}
          />
        )}
        <TextField
          label={t.reason}
          name="reason"
          id="gap-reason"
          required
          maxLength={1000}
          hint={t.reasonNeeded}
          defaultValue={own?.typed.reason}
          error={own ? problemText(messages, own) : undefined}
        />
        <Button size="row" variant="secondary">
          {cell.answer ? t.takeBack : t.sayWhy}
        </Button>
      </Form>
    </section>
  );
}
