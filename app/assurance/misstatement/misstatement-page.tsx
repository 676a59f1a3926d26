import { Form } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { Finding } from "../finding.server.ts";
import { FINDING } from "../finding-state.ts";
import { fieldsOf, type RefusedWork } from "../work-form.ts";
import { DIRECTIONS } from "./direction.ts";
import { MaterialitySummary } from "./materiality-summary.tsx";
import type { MaterialityOfRun, QuantifiedMisstatement } from "./misstatement.server.ts";

export interface QuantifiedFinding extends Pick<Finding, "id" | "number" | "severity" | "state" | "text"> {
  misstatement: Sent<QuantifiedMisstatement> | null;
}

interface MisstatementPageProps {
  base: string;
  materiality: MaterialityOfRun;
  findings: QuantifiedFinding[];
  run: { id: string; at: string } | null;
  done: string | null;
  answer: RefusedWork | null;
}

export function MisstatementPage({ base, materiality, findings, run, done, answer }: MisstatementPageProps) {
  const { verification } = useMessages();
  const t = verification.misstatements;
  return (
    <>
      {done && !answer && <DoneNote>{t.saved}</DoneNote>}
      <div className="max-w-200 space-y-12">
        <Section title={t.title}>
          <p className="mt-3 max-w-160 text-14 text-muted">{t.about}</p>
          <MaterialitySummary materiality={materiality} />
        </Section>
        <Section title={t.byFinding} count={findings.length || undefined}>
          <QuantifiedFindings findings={findings} findingsHref={`${base}/findings`}>
            {(finding) =>
              run && finding.state !== "withdrawn" ? (
                <Quantify
                  key={finding.misstatement?.number ?? 0}
                  finding={finding}
                  answer={answer?.typed.findingId === finding.id ? answer : null}
                />
              ) : null
            }
          </QuantifiedFindings>
        </Section>
      </div>
    </>
  );
}

interface QuantifiedFindingsProps {
  findings: QuantifiedFinding[];
  findingsHref: string;
  children?: (finding: QuantifiedFinding) => React.ReactNode;
}

/** Findings with what they misstate. */
export function QuantifiedFindings({ findings, findingsHref, children }: QuantifiedFindingsProps) {
  const { verification, assurance } = useMessages();
  const t = verification.misstatements;
  const words = assurance.findings;
  if (findings.length === 0) return <p className="py-4 text-14 text-muted">{t.empty}</p>;
  return (
    <ol className="divide-y divide-line">
      {findings.map((finding) => (
        <li key={finding.id} className="py-4">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h3 className="text-14 font-semibold">
              <a className="text-link" href={`${findingsHref}#finding-${finding.number}`}>
                F{finding.number}
              </a>{" "}
              · {words.severities[finding.severity]}
            </h3>
            <Chip tone={FINDING.tones[finding.state]}>{words.states[finding.state]}</Chip>
          </div>
          <p className="mt-1 line-clamp-3 max-w-160 text-14 break-words">{finding.text}</p>
          <Stated misstatement={finding.misstatement} />
          {children?.(finding)}
        </li>
      ))}
    </ol>
  );
}

function Stated({ misstatement }: Pick<QuantifiedFinding, "misstatement">) {
  const { verification } = useMessages();
  const t = verification.misstatements;
  const locale = useLocale();
  const clock = useClock();
  if (!misstatement) return <p className="mt-2 text-14 text-muted">{t.notQuantified}</p>;
  const { tco2e, isCorrected, note, by, at, calculatedAt } = misstatement;
  const amount = formatDecimal(tco2e.replace("-", ""), { locale });
  const words = tco2e === "0" ? t.zero : tco2e.startsWith("-") ? t.under(amount) : t.over(amount);
  return (
    <>
      <p className="mt-2 flex flex-wrap items-center gap-2 text-14">
        <UnitText text={words} />
        <Chip tone={isCorrected ? "good" : "warning"}>{isCorrected ? t.corrected : t.uncorrected}</Chip>
      </p>
      <p className="mt-0.5 text-12 text-muted">
        {verification.said(by, clock.instant(at))} · {t.on(clock.instant(calculatedAt))}
      </p>
      {note && <p className="mt-1 max-w-160 text-14 break-words whitespace-pre-line">{note}</p>}
    </>
  );
}

function Quantify({ finding, answer }: { finding: QuantifiedFinding; answer: RefusedWork | null }) {
  const { verification } = useMessages();
  const t = verification.misstatements;
  const { tco2e = "", isCorrected = false, note = "" } = finding.misstatement ?? {};
  const first = { direction: tco2e.startsWith("-") ? "under" : "over", amount: tco2e.replace("-", ""), note };
  const field = fieldsOf(answer, first, verification.error);
  const idOf = (name: string) => `${name}-${finding.number}`;
  return (
    <details className="mt-3 max-w-140" open={answer !== null}>
      <summary className="w-fit cursor-pointer text-14 text-accent touch:py-2">{t.quantify}</summary>
      <Form method="post" className="mt-3 space-y-4" noValidate>
        <input type="hidden" name="intent" value="quantify" />
        <input type="hidden" name="findingId" value={finding.id} />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t.direction}
            options={DIRECTIONS.map((value) => ({ value, label: t.directions[value] }))}
            {...field("direction")}
            id={idOf("direction")}
          />
          <TextField
            label={t.amount}
            unit={<UnitText text={t.unit} />}
            inputMode="decimal"
            {...field("amount")}
            id={idOf("amount")}
          />
        </div>
        <label className="flex items-start gap-3 text-14">
          <input
            type="checkbox"
            name="isCorrected"
            defaultChecked={answer ? answer.typed.isCorrected === "on" : isCorrected}
            className="mt-[3px] size-4 shrink-0 accent-accent"
          />
          {t.isCorrected}
        </label>
        <TextAreaField label={t.note} rows={2} maxLength={2000} required={false} {...field("note")} id={idOf("note")} />
        <Button size="row">{t.save}</Button>
      </Form>
    </details>
  );
}
