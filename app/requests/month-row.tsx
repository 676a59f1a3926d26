import { type ClipboardEvent, useId, useState } from "react";
import {
  type AnswerKind,
  checkRequestedAnswer,
  isOpenAnswer,
  type RequestedAnswer,
} from "#app/carbon/entry/requested-answer.ts";
import { DATA_QUALITIES } from "#app/carbon/total/data-quality.ts";
import { parseUnit } from "#app/carbon/unit/unit.ts";
import { monthText } from "#app/day/month-text.ts";
import { Chip } from "#app/kit/chip.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { useEarlyValue } from "#app/kit/use-early-value.ts";
import { parseBlock } from "#app/records/sheet/clipboard.ts";
import { answerFaultText, unitOptions } from "./answer-words.ts";
import { type AnswerField, type AskedCell, type AskedSource, answerFieldName, keyOf } from "./recipient-view.ts";
import type { Answers } from "./use-answers.ts";

interface MonthRowProps {
  source: AskedSource;
  month: string;
  /** This month and those after it, which a pasted column fills. */
  following: string[];
  cell: AskedCell | undefined;
  hasFile: boolean;
  answers: Answers;
}

export function MonthRow(props: MonthRowProps) {
  const { source, month, cell, answers, hasFile } = props;
  const messages = useMessages();
  const locale = useLocale();
  const [isTouched, setTouched] = useState(cell !== undefined);
  const { recipient: t } = messages.dataRequest;
  const place = { position: source.position, month };
  const answer = answers.answerOf(source.position, month);
  useEarlyValue(`quantity-${keyOf(place)}`, answer.quantity, (_, field) => {
    if (field !== document.activeElement) setTouched(true);
  });
  const faults = isTouched ? checkRequestedAnswer(answer, source, month) : [];
  const faultOf = (field: string) => {
    const fault = faults.find((one) => one.field === field);
    return fault && answerFaultText(messages, fault);
  };
  const shown = monthText(month, locale);
  const id = `cell-${source.position}-${month}`;
  if (cell?.isTakenOver) {
    return (
      <li id={id} className="space-y-1 py-3 text-14">
        <p className="font-medium">{shown}</p>
        <p className="text-muted">{t.takenOver}</p>
      </li>
    );
  }
  const isProofMissing = source.isEvidenceRequired && answer.kind === "quantity" && !isOpenAnswer(answer) && !hasFile;
  return (
    <li id={id} className="scroll-mt-6 scroll-mb-32 py-3" onBlur={() => setTouched(true)}>
      {cell?.remark && (
        <p className="mb-2 flex items-start gap-2 rounded-6 bg-warning-tint px-3 py-2 text-14 text-warning-ink">
          <Icon name="question" className="mt-0.5" />
          <span className="min-w-0 break-words whitespace-pre-line">{t.remark(cell.remark)}</span>
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_9rem] items-start gap-x-3 gap-y-2 md:grid-cols-[6.5rem_minmax(0,1fr)_10rem_12rem]">
        <p className="text-14 font-medium max-md:col-span-1 md:pt-2">{shown}</p>
        <p className="text-right md:order-last md:pt-1.5">
          <RowState answer={answer} cell={cell} />
        </p>
        <Amount {...props} answer={answer} place={place} faultOf={faultOf} />
      </div>
      {isProofMissing && <p className="mt-1 text-12 text-warning-ink">{t.fault.evidence_missing}</p>}
      <More {...{ place, month: shown, answer, answers }} faultOf={faultOf} />
    </li>
  );
}

function RowState({ answer, cell }: { answer: RequestedAnswer; cell: AskedCell | undefined }) {
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  if (!cell?.isHandedIn) return null;
  const keys = ["kind", "quantity", "unit", "dataQuality", "note"] as const;
  const isSame = keys.every((key) => answer[key] === cell[key]);
  return isSame ? <Chip tone="good">{t.handedIn}</Chip> : <Chip tone="warning">{t.changed}</Chip>;
}

interface AmountProps extends MonthRowProps {
  answer: RequestedAnswer;
  place: { position: number; month: string };
  faultOf: (field: string) => string | undefined;
}

function Amount({ source, month, following, answers, answer, place, faultOf }: AmountProps) {
  const messages = useMessages();
  const locale = useLocale();
  const { recipient: t } = messages.dataRequest;
  const shown = monthText(month, locale);
  const change = (patch: Partial<RequestedAnswer>) => answers.change([{ ...place, patch }]);
  const nameOf = (field: AnswerField) => answerFieldName(place, field);
  if (answer.kind !== "quantity") {
    return (
      <div className="col-span-2 flex min-h-9 items-center text-14 text-muted md:col-span-2">
        {answer.kind === "no_activity" ? t.isZero : t.isUnavailable}
        <input form="answers" type="hidden" name={nameOf("quantity")} value={answer.quantity} />
        <input form="answers" type="hidden" name={nameOf("unit")} value={answer.unit} />
      </div>
    );
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const cells = cellsOfPaste(event.clipboardData.getData("text"), following);
    if (!cells) return;
    event.preventDefault();
    answers.change(cells.map(({ month: at, ...patch }) => ({ position: source.position, month: at, patch })));
  };
  return (
    <>
      <TextField
        form="answers"
        label={t.quantityOf(shown)}
        hideLabel
        id={`quantity-${keyOf(place)}`}
        name={nameOf("quantity")}
        inputMode="decimal"
        autoComplete="off"
        enterKeyHint="next"
        maxLength={200}
        value={answer.quantity}
        error={faultOf("quantity")}
        onChange={(event) => change({ quantity: event.target.value })}
        onPaste={paste}
        className="text-right tabular-nums"
      />
      <SelectField
        form="answers"
        label={t.unitOf(shown)}
        hideLabel
        id={`unit-${keyOf(place)}`}
        name={nameOf("unit")}
        value={answer.unit}
        error={faultOf("unit")}
        options={unitOptions(source.unit, answer.unit, messages, locale)}
        onChange={(event) => change({ unit: event.target.value })}
      />
    </>
  );
}

/** A pasted column or row of figures fills this month and those after it. A second column holds the units. */
function cellsOfPaste(text: string, months: string[]): ({ month: string } & Partial<RequestedAnswer>)[] | null {
  const block = parseBlock(text.trim());
  const [first = []] = block;
  if (block.length < 2 && first.length < 2) return null;
  const isRow = block.length === 1 && !parseUnit(first[1] ?? "").ok;
  const rows = isRow ? first.map((cell) => [cell]) : block;
  return months.slice(0, rows.length).map((month, index) => {
    const [quantity = "", unit = ""] = rows[index]!.map((cell) => cell.trim());
    return { month, kind: "quantity" as const, quantity, ...(parseUnit(unit).ok ? { unit } : {}) };
  });
}

interface MoreProps {
  place: { position: number; month: string };
  /** As displayed. */
  month: string;
  answer: RequestedAnswer;
  answers: Answers;
  faultOf: (field: string) => string | undefined;
}

function More({ place, month, answer, answers, faultOf }: MoreProps) {
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  const id = useId();
  const change = (patch: Partial<RequestedAnswer>) => answers.change([{ ...place, patch }]);
  const hasMore = answer.kind !== "quantity" || answer.note !== "" || answer.dataQuality !== "measured";
  const kinds: AnswerKind[] = ["quantity", "no_activity", "not_available"];
  return (
    <details open={hasMore || undefined} className="mt-1">
      <summary
        aria-label={t.moreOf(month)}
        className="inline-flex min-h-7 items-center text-12 text-accent touch:min-h-11"
      >
        {t.more}
      </summary>
      <div className="mt-1 grid gap-3 pb-1 md:grid-cols-[14rem_minmax(0,1fr)]">
        <div className="space-y-3">
          <SelectField
            form="answers"
            label={t.kindLabel}
            id={`kind-${id}`}
            name={answerFieldName(place, "kind")}
            value={answer.kind}
            options={kinds.map((value) => ({ value, label: t.kind[value] }))}
            onChange={(event) => change({ kind: event.target.value as AnswerKind })}
          />
          {answer.kind === "quantity" ? (
            <SelectField
              form="answers"
              label={t.qualityLabel}
              id={`quality-${id}`}
              name={answerFieldName(place, "dataQuality")}
              value={answer.dataQuality}
              options={DATA_QUALITIES.map((value) => ({
                value,
                label: t.quality[value],
              }))}
              onChange={(event) => change({ dataQuality: event.target.value })}
            />
          ) : (
            <input
              form="answers"
              type="hidden"
              name={answerFieldName(place, "dataQuality")}
              value={answer.dataQuality}
            />
          )}
        </div>
        <TextAreaField
          form="answers"
          label={answer.kind === "not_available" ? t.noteReason : t.note}
          id={`note-${id}`}
          name={answerFieldName(place, "note")}
          rows={2}
          maxLength={1000}
          required={answer.kind === "not_available"}
          value={answer.note}
          error={faultOf("note")}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
    </details>
  );
}
