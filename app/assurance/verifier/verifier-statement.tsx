import { FormAnswerNote } from "#app/assurance/form-answer-note.tsx";
import { StatementForm, type StatementFormProps } from "#app/assurance/statement-form.tsx";
import type { ProvedBody } from "#app/identity/proved-body.ts";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import type { AssuranceEffect } from "#app/proof/check-assurance.ts";
import { StatementOnRecord } from "#app/verify/page/report-assurance.tsx";

interface VerifierStatementProps {
  reports: StatementFormProps["reports"];
  first: Record<string, string>;
  bodies: ProvedBody[];
  done: string | null;
  statements: {
    record: AssuranceRecord;
    effect: AssuranceEffect;
    at: string;
    withdrawal: { kind: string; reason: string; at: string } | null;
  }[];
  answer: Pick<StatementFormProps, "typed" | "errors" | "refused"> | null;
}

export function VerifierStatement({ reports, first, bodies, done, statements, answer }: VerifierStatementProps) {
  const { assurance } = useMessages();
  const t = assurance.statement;
  if (reports.length === 0) {
    return <EmptyState title={assurance.statements.empty.title} reason={assurance.statements.noReport} />;
  }
  return (
    <>
      <FormAnswerNote done={done ? t.recorded : null} answer={null} />
      <div className="max-w-200 space-y-12">
        {statements.length > 0 && (
          <Section title={assurance.statements.title} count={statements.length}>
            {statements.map((one) => (
              <StatementOnRecord
                key={one.record.salt}
                statement={{
                  holds: true,
                  isLogged: true,
                  effect: one.effect,
                  record: one.record,
                  recordedAt: one.at,
                  withdrawal: one.withdrawal && { ...one.withdrawal, salt: "", proof: null },
                }}
                documentHref={null}
                isOfThisNumber={false}
              />
            ))}
          </Section>
        )}
        <Section title={t.newTitle}>
          <p className="mt-3 mb-6 max-w-160 text-14 text-muted">{t.newAboutVerifier}</p>
          <StatementForm
            // Empty again after a statement is recorded.
            key={statements.length}
            by="verifier"
            bodies={bodies}
            reports={reports}
            typed={answer?.typed ?? first}
            errors={answer?.errors ?? {}}
            refused={answer?.refused ?? null}
          />
        </Section>
      </div>
    </>
  );
}
