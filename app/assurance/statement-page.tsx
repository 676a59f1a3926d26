import { Form } from "@remix-run/react";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { SelectField, TextAreaField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import type { AssuranceEffect } from "#app/proof/check-assurance.ts";
import { StatementOnRecord } from "#app/verify/page/report-assurance.tsx";
import { FormAnswerNote, type FormAnswerView } from "./form-answer-note.tsx";
import { EFFECT_TONES } from "./statement-effect.ts";

interface StatementPageProps {
  /** Address of the organization's assurance pages. */
  base: string;
  mayManage: boolean;
  done: string | null;
  statement: {
    id: string;
    record: AssuranceRecord;
    fileId: string;
    effect: AssuranceEffect;
    logIndex: number;
    by: string;
    at: string;
    withdrawal: { kind: string; reason: string; at: string } | null;
  };
  answer: FormAnswerView | null;
}

export function StatementPage({ base, mayManage, done, statement, answer }: StatementPageProps) {
  const { assurance } = useMessages();
  const t = assurance.statement;
  const clock = useClock();
  const { record, effect, withdrawal } = statement;
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
            <ButtonLink to={`/verify/${record.report.number}`}>{t.seePublic}</ButtonLink>
            <ButtonLink icon="download" to={`${base}/files/${statement.fileId}`} reloadDocument>
              {t.download}
            </ButtonLink>
          </>
        }
      />
      <FormAnswerNote done={done ? (notes[done] ?? null) : null} answer={answer} />
      <div className="max-w-200">
        <StatementOnRecord
          statement={{
            holds: true,
            isLogged: true,
            effect,
            record,
            recordedAt: statement.at,
            withdrawal: withdrawal && { ...withdrawal, salt: "", proof: null },
          }}
          documentHref={`${base}/files/${statement.fileId}`}
          isOfThisNumber={false}
        />
        {mayManage && !withdrawal && <Withdraw name={record.verifier.name} />}
      </div>
    </PageBody>
  );
}

function Withdraw({ name }: { name: string }) {
  const { assurance, verify } = useMessages();
  const t = assurance.statement;
  const kinds = Object.entries(verify.page.assurance.withdrawal).map(([value, label]) => ({ value, label }));
  return (
    <div className="mt-14 max-w-160">
      <Section title={t.withdraw}>
        <p className="mt-3 text-14 text-muted">{t.withdrawAbout}</p>
        <Form method="post" className="mt-4 space-y-4">
          <input type="hidden" name="intent" value="withdraw" />
          <SelectField label={t.withdrawKind} name="kind" options={kinds} />
          <TextAreaField label={t.withdrawReason} name="reason" maxLength={3000} required />
          <div className="w-fit">
            <ConfirmAction label={t.withdraw} lost={name} question={t.withdrawQuestion} />
          </div>
        </Form>
      </Section>
    </div>
  );
}
