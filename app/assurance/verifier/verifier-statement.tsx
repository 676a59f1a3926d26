import { FormAnswerNote, type FormAnswerView } from "#app/assurance/form-answer-note.tsx";
import { MaterialitySummary } from "#app/assurance/misstatement/materiality-summary.tsx";
import type { MaterialityOfRun } from "#app/assurance/misstatement/misstatement.server.ts";
import type { WithdrawalKind } from "#app/assurance/statement-effect.ts";
import { StatementForm, type StatementFormProps } from "#app/assurance/statement-form.tsx";
import { WithdrawStatement } from "#app/assurance/withdraw-statement.tsx";
import type { ProvedBody } from "#app/identity/proved-body.ts";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import type { AssuranceDisowning, AssuranceEffect, ReportedRecord } from "#app/proof/check-assurance.ts";
import { StatementOnRecord } from "#app/verify/page/report-assurance.tsx";
import { ConfirmReported } from "./confirm-reported.tsx";

interface VerifierStatementProps {
  subjects: StatementFormProps["subjects"];
  first: Record<string, string>;
  bodies: ProvedBody[];
  /** The threshold of the newest plan. */
  planned: { percent: string; totalBasis: "location" | "market" } | null;
  materiality: MaterialityOfRun;
  done: string | null;
  statements: {
    id: string;
    /** For which reasons the verifier can withdraw it. */
    kinds: readonly WithdrawalKind[];
    isConfirmable: boolean;
    reported: ReportedRecord | null;
    disowned: AssuranceDisowning | null;
    record: AssuranceRecord;
    effect: AssuranceEffect;
    at: string;
    withdrawal: { kind: string; reason: string; at: string } | null;
  }[];
  answer: Pick<StatementFormProps, "typed" | "errors" | "refused"> | null;
  /** Why a withdrawal was refused. */
  withdrawal: FormAnswerView | null;
}

export function VerifierStatement(props: VerifierStatementProps) {
  const { subjects, first, bodies, planned, materiality, done, statements, answer, withdrawal } = props;
  const { assurance, verification } = useMessages();
  const t = assurance.statement;
  const notes: Record<string, string> = {
    recorded: t.recorded,
    withdrawn: t.withdrawDone,
    confirmed: assurance.confirmation.done,
  };
  if (subjects.length === 0 && statements.length === 0) {
    return <EmptyState title={assurance.statements.empty.title} reason={assurance.statements.noCalculation} />;
  }
  return (
    <>
      <FormAnswerNote done={done ? (notes[done] ?? null) : null} answer={withdrawal} />
      <div className="max-w-200 space-y-12">
        {statements.length > 0 && (
          <Section title={assurance.statements.title} count={statements.length}>
            {statements.map((one) => (
              <div key={one.id}>
                <StatementOnRecord
                  statement={{
                    holds: true,
                    isLogged: true,
                    effect: one.effect,
                    record: one.record,
                    recordedAt: one.at,
                    reported: one.reported,
                    disowned: one.disowned,
                    withdrawal: one.withdrawal && { ...one.withdrawal, salt: "", proof: null },
                  }}
                  documentHref={publicDocument(one.record)}
                  isOfThisNumber={false}
                />
                {one.isConfirmable && (
                  <ConfirmReported statementId={one.id} name={one.record.verifier.name} bodies={bodies} />
                )}
                <WithdrawStatement name={one.record.verifier.name} kinds={one.kinds} statementId={one.id} />
              </div>
            ))}
          </Section>
        )}
        <Section title={verification.misstatements.title}>
          <MaterialitySummary materiality={materiality} />
        </Section>
        <Section title={t.newTitle}>
          <p className="mt-3 mb-6 max-w-160 text-14 text-muted">{t.newAboutVerifier}</p>
          {planned && <FromPlan {...planned} />}
          <StatementForm
            // Empty again after a statement is recorded.
            key={statements.length}
            by="verifier"
            bodies={bodies}
            subjects={subjects}
            typed={answer?.typed ?? first}
            errors={answer?.errors ?? {}}
            refused={answer?.refused ?? null}
          />
        </Section>
      </div>
    </>
  );
}

/** What an organization records always has a public document. */
function publicDocument({ enteredBy, confirms, report, document }: AssuranceRecord): string | null {
  const isPublic = enteredBy === "organization" || confirms !== null;
  return isPublic && report.number !== null ? `/verify/${report.number}/assurance/${document.sha256}` : null;
}

/** What the plan has, next to the fields that the person fills in. */
function FromPlan({ percent, totalBasis }: NonNullable<VerifierStatementProps["planned"]>) {
  const { verification } = useMessages();
  const t = verification.statement;
  const threshold = verification.misstatements.thresholdOf[totalBasis](percent);
  return (
    <div className="mb-6 max-w-160 rounded-6 border border-line px-4 py-3 text-14">
      <p className="font-semibold">{t.fromPlan}</p>
      <p className="mt-1 text-muted">{t.fromPlanAbout}</p>
      <FactList facts={[{ label: t.planned, value: threshold }]} />
    </div>
  );
}
