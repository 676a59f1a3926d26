import { Link } from "@remix-run/react";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import type { AssuranceDisowning, AssuranceEffect, ReportedRecord } from "#app/proof/check-assurance.ts";
import { StatementOnRecord } from "#app/verify/page/report-assurance.tsx";
import { FormAnswerNote, type FormAnswerView } from "./form-answer-note.tsx";
import { EFFECT_TONES, type WithdrawalKind } from "./statement-effect.ts";
import { WithdrawStatement } from "./withdraw-statement.tsx";

interface StatementPageProps {
  /** Address of the organization's assurance pages. */
  base: string;
  /** For which reasons the reader can withdraw it. */
  kinds: readonly WithdrawalKind[];
  done: string | null;
  statement: {
    id: string;
    record: AssuranceRecord;
    /** Numbers of the public reports on whose pages it is. */
    shownOn: string[];
    fileId: string;
    effect: AssuranceEffect;
    logIndex: number;
    by: string;
    at: string;
    withdrawal: { kind: string; reason: string; at: string } | null;
    reported: ReportedRecord | null;
    disowned: AssuranceDisowning | null;
  };
  answer: FormAnswerView | null;
}

export function StatementPage({ base, kinds, done, statement, answer }: StatementPageProps) {
  const { assurance } = useMessages();
  const t = assurance.statement;
  const clock = useClock();
  const { record, effect, withdrawal } = statement;
  const shownOn = statement.shownOn.at(-1);
  const notes: Record<string, string> = { recorded: t.recorded, withdrawn: t.withdrawDone };
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: base, label: assurance.title }]}
        title={t.titleOf(record.verifier.name)}
        state={<Chip tone={EFFECT_TONES[effect]}>{assurance.statements.standing[effect]}</Chip>}
        about={`${t.by(statement.by, clock.day(statement.at))} · ${t.logEntry(String(statement.logIndex + 1))}`}
        actions={
          <>
            {shownOn && <ButtonLink to={`/verify/${shownOn}`}>{t.seePublic}</ButtonLink>}
            <ButtonLink icon="download" to={`${base}/files/${statement.fileId}`} reloadDocument>
              {t.download}
            </ButtonLink>
          </>
        }
      />
      <FormAnswerNote done={done ? (notes[done] ?? null) : null} answer={answer} />
      <div className="max-w-200">
        {effect === "reported" && record.enteredBy === "organization" && (
          <p className="mt-3 text-14 text-muted">
            {assurance.confirmation.waits}{" "}
            <Link className="text-link" to={base}>
              {assurance.confirmation.invite}
            </Link>
          </p>
        )}
        {effect === "disowned" && (
          <p className="mt-3 rounded-6 bg-bad-tint px-4 py-2 text-14 text-bad-ink">{assurance.disowning.toDo}</p>
        )}
        {record.report.number === null && <p className="mt-3 text-14 text-muted">{shownOn ? t.carried : t.held}</p>}
        <StatementOnRecord
          statement={{
            holds: true,
            isLogged: true,
            effect,
            record,
            recordedAt: statement.at,
            reported: statement.reported,
            disowned: statement.disowned,
            withdrawal: withdrawal && { ...withdrawal, salt: "", proof: null },
          }}
          documentHref={`${base}/files/${statement.fileId}`}
          isOfThisNumber={false}
        />
        {!withdrawal && <WithdrawStatement name={record.verifier.name} kinds={kinds} />}
      </div>
    </PageBody>
  );
}
