import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import type { Finding } from "./finding.server.ts";
import type { FindingFate } from "./finding-fate.ts";
import { FINDING, type FindingStep, VERIFIER_STEPS } from "./finding-state.ts";
import { fateText } from "./finding-words.ts";
import { FileField } from "./statement-form.tsx";

export type FindingView = Sent<Omit<Finding, "subject">> & {
  subject: Finding["subject"] & { name: string };
  /** The calculation that it was made on. Null before the first one. */
  calculation: { id: string; at: string; isNewest: boolean } | null;
  newest: { id: string; at: string } | null;
  /** What became of its records in the newest calculation. Null if it was made on that one, or is about no line. */
  fate: FindingFate | "many" | null;
};

interface FindingListProps {
  findings: FindingView[];
  filesHref: string;
  /** Absent if the reader has no page for lines. */
  linesHref?: string;
  /** The forms that the reader can use on a finding. */
  act?: (finding: FindingView) => ReactNode;
}

/** Oldest first. */
export function FindingList({ findings, filesHref, linesHref, act }: FindingListProps) {
  const { assurance } = useMessages();
  const t = assurance.findings;
  if (findings.length === 0) return <p className="py-4 text-14 text-muted">{t.empty}</p>;
  return (
    <ol className="divide-y divide-line">
      {findings.map((finding) => (
        <li key={finding.id} id={`finding-${finding.number}`} className="py-5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h3 className="text-14 font-semibold">
              F{finding.number} · {t.severities[finding.severity]}
            </h3>
            <Chip tone={FINDING.tones[finding.state]}>{t.states[finding.state]}</Chip>
          </div>
          <p className="mt-0.5 text-12 text-muted">
            <Subject finding={finding} linesHref={linesHref} />
          </p>
          <OnCalculation finding={finding} linesHref={linesHref} />
          <Said text={finding.text} by={finding.by} at={finding.at} files={finding.files} filesHref={filesHref} />
          {finding.steps.map((step) => (
            <div key={step.step} className="mt-3 border-l-2 border-line pl-4">
              <Said {...step} filesHref={filesHref} />
            </div>
          ))}
          {act && <div className="mt-3">{act(finding)}</div>}
        </li>
      ))}
    </ol>
  );
}

function Subject({ finding, linesHref }: { finding: FindingView; linesHref: string | undefined }) {
  const { assurance, common } = useMessages();
  const { subjectOf } = assurance.findings;
  const { kind, id, name } = finding.subject;
  if (kind === "whole") return subjectOf.whole;
  if (kind !== "line") return common.labelled(subjectOf[kind], name || id);
  const words = name ? common.labelled(subjectOf.line(id), name) : subjectOf.line(id);
  return linesHref && finding.calculation ? (
    <Link className="text-link" to={`${linesHref}?run=${finding.calculation.id}&line=${id}#line-${id}`}>
      {words}
    </Link>
  ) : (
    words
  );
}

/** The calculation that a finding was made on, and what became of its records in the newest one. */
function OnCalculation({ finding, linesHref }: { finding: FindingView; linesHref: string | undefined }) {
  const { assurance } = useMessages();
  const t = assurance.lines;
  const clock = useClock();
  const { calculation, newest, fate } = finding;
  if (!calculation) return null;
  const isLinked = linesHref && newest && fate !== null && fate !== "many" && fate.recordId !== null;
  return (
    <p className="mt-0.5 text-12 text-muted">
      <WholeDays>
        {calculation.isNewest ? t.onNewest(clock.instant(calculation.at)) : t.onOlder(clock.instant(calculation.at))}
      </WholeDays>
      {fate !== null && newest && (
        <>
          <SentenceGap />
          <WholeDays>{fateText(t, fate, clock.instant(newest.at))}</WholeDays>
        </>
      )}
      {isLinked && (
        <>
          <SentenceGap />
          <Link className="text-link" to={`${linesHref}?run=${newest.id}&record=${fate.recordId}`}>
            {t.openInNewest}
          </Link>
        </>
      )}
    </p>
  );
}

interface SaidProps {
  text: string;
  by: string;
  at: string;
  state?: FindingStep;
  files: Finding["files"];
  filesHref: string;
}

function Said({ text, by, at, state, files, filesHref }: SaidProps) {
  const { assurance } = useMessages();
  const t = assurance.findings;
  const clock = useClock();
  return (
    <>
      <p className="mt-2 text-12 text-muted">
        <WholeDays>{t.said(by, clock.instant(at))}</WholeDays>
        {state && ` · ${t.steps[state]}`}
      </p>
      <p className="mt-1 max-w-160 text-14 break-words whitespace-pre-line">{text}</p>
      {files.length > 0 && (
        <ul className="mt-1 text-14">
          {files.map((file) => (
            <li key={file.id}>
              <a className="text-link break-words" href={`${filesHref}/${file.id}`} download>
                {file.name}
              </a>{" "}
              <span className="text-12 text-muted">{formatBytes(file.size)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Collapsed to keep the list short. */
export function AnswerForm({ finding }: { finding: FindingView }) {
  const { assurance } = useMessages();
  const t = assurance.findings;
  if (!FINDING.may("answered", finding.state)) return null;
  return (
    <Fold label={t.answer}>
      <Form method="post" encType="multipart/form-data" className="space-y-4">
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="findingId" value={finding.id} />
        <TextAreaField label={t.answerText} name="text" id={`answer-${finding.number}`} maxLength={3000} required />
        <FileField label={t.files} id={`answer-files-${finding.number}`} isMultiple />
        <Button size="row">{t.answer}</Button>
      </Form>
    </Fold>
  );
}

export function StepForm({ finding }: { finding: FindingView }) {
  const { assurance } = useMessages();
  const t = assurance.findings;
  const states = VERIFIER_STEPS.filter((step) => FINDING.may(step, finding.state));
  if (states.length === 0) return null;
  return (
    <Fold label={t.step}>
      <Form method="post" encType="multipart/form-data" className="space-y-4">
        <input type="hidden" name="intent" value="step" />
        <input type="hidden" name="findingId" value={finding.id} />
        <SelectField
          label={t.step}
          name="state"
          id={`state-${finding.number}`}
          options={states.map((value) => ({ value, label: t.stepActs[value] }))}
        />
        <TextAreaField label={t.stepText} name="text" id={`step-${finding.number}`} maxLength={3000} required />
        <Button size="row">{t.submitStep}</Button>
      </Form>
    </Fold>
  );
}

function Fold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="max-w-140">
      <summary className="inline-flex min-h-7 cursor-pointer items-center rounded-6 border border-rule bg-raised px-2.5 text-12 font-medium touch:min-h-11">
        {label}
      </summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}

interface NewFindingProps {
  typed: Record<string, string>;
  error: string | null;
  /** The calculation that line numbers are of. Null before the first one. */
  run: { id: string; at: string } | null;
}

export function NewFinding({ typed, error, run }: NewFindingProps) {
  const { assurance } = useMessages();
  const clock = useClock();
  const t = assurance.findings;
  const entries = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-160 space-y-4">
      <input type="hidden" name="intent" value="add" />
      {run && <input type="hidden" name="runId" value={run.id} />}
      {typed.recordId && <input type="hidden" name="recordId" value={typed.recordId} />}
      {run && (
        <p className="text-14">
          <WholeDays>{assurance.lines.numbersOf(clock.instant(run.at))}</WholeDays>
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t.subject}
          name="subjectKind"
          options={entries(t.subjects)}
          defaultValue={typed.subjectKind ?? "whole"}
        />
        <TextField
          label={t.subjectId}
          name="subjectId"
          hint={t.subjectIdHint}
          defaultValue={typed.subjectId ?? ""}
          {...(error ? { error } : {})}
        />
      </div>
      <SelectField
        label={t.severity}
        name="severity"
        options={entries(t.severities)}
        defaultValue={typed.severity ?? "minor"}
      />
      <TextAreaField label={t.text} name="text" rows={4} maxLength={3000} defaultValue={typed.text ?? ""} required />
      <FileField label={t.files} isMultiple />
      <Button>{t.submit}</Button>
    </Form>
  );
}
