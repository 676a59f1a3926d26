import { Form } from "@remix-run/react";
import type { ProvedBody } from "#app/identity/proved-body.ts";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface ConfirmReportedProps {
  statementId: string;
  /** Of the verification body that the organization named. */
  name: string;
  bodies: readonly ProvedBody[];
}

/** Confirms what the organization recorded, in the name of a body that the person manages. */
export function ConfirmReported({ statementId, name, bodies }: ConfirmReportedProps) {
  const { assurance } = useMessages();
  const t = assurance.confirmation;
  return (
    <div className="mt-6 max-w-160">
      <Section title={t.action} level={3}>
        <p className="mt-3 text-14 text-muted">{t.about}</p>
        <p className="mt-2 text-14 text-muted">{bodies.length === 0 ? t.none : t.names(name)}</p>
        {bodies.length > 0 && (
          <Form method="post" className="mt-4 space-y-4">
            <input type="hidden" name="intent" value="confirm" />
            <input type="hidden" name="statementId" value={statementId} />
            <SelectField
              label={t.workspace}
              name="workspace"
              id={`confirm-${statementId}`}
              options={[
                { value: "", label: assurance.statement.choose },
                ...bodies.map((body) => ({ value: body.tenantId, label: body.name })),
              ]}
            />
            <div className="w-fit">
              <ConfirmAction label={t.action} lost={name} question={t.question} isAtStart isHarmless />
            </div>
          </Form>
        )}
      </Section>
    </div>
  );
}
