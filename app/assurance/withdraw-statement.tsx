import { Form } from "@remix-run/react";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { SelectField, TextAreaField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { WithdrawalKind } from "./statement-effect.ts";

interface WithdrawStatementProps {
  /** Of the verification body. */
  name: string;
  /** The form is absent without any. */
  kinds: readonly WithdrawalKind[];
  /** Where a page has several statements. */
  statementId?: string;
}

/** Withdraws a statement with a public reason. */
export function WithdrawStatement({ name, kinds, statementId }: WithdrawStatementProps) {
  const { assurance, verify } = useMessages();
  const t = assurance.statement;
  const words = verify.page.assurance.withdrawal;
  if (kinds.length === 0) return null;
  return (
    <div className="mt-14 max-w-160">
      <Section title={t.withdraw} level={statementId ? 3 : 2}>
        <p className="mt-3 text-14 text-muted">{t.withdrawAbout}</p>
        <Form method="post" className="mt-4 space-y-4">
          <input type="hidden" name="intent" value="withdraw" />
          {statementId && <input type="hidden" name="statementId" value={statementId} />}
          <SelectField
            label={t.withdrawKind}
            name="kind"
            id={`kind-${statementId ?? ""}`}
            options={kinds.map((value) => ({ value, label: words[value] }))}
          />
          <TextAreaField
            label={t.withdrawReason}
            name="reason"
            id={`reason-${statementId ?? ""}`}
            maxLength={3000}
            required
          />
          <div className="w-fit">
            <ConfirmAction label={t.withdraw} lost={name} question={t.withdrawQuestion} isAtStart />
          </div>
        </Form>
      </Section>
    </div>
  );
}
