import { Form } from "@remix-run/react";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { fieldsOf, type RefusedWork } from "../work-form.ts";
import type { WholePlan } from "./plan.server.ts";
import { LEVELS, MOST_RISKS, MOST_VISITS, RISK_KINDS, TOTAL_BASES } from "./plan.ts";

interface PlanEditorProps {
  plan: Sent<WholePlan> | null;
  threshold: string | null;
  answer: RefusedWork | null;
}

/** Empty rows below those that are filled. */
const SPARE = 2;

type Field = ReturnType<typeof fieldsOf>;

/** A form with the newest plan. Saving it makes the next one. */
export function PlanEditor({ plan, threshold, answer }: PlanEditorProps) {
  const { verification } = useMessages();
  const t = verification.plan;
  const words: Record<string, string> = verification.error;
  const first = plan ? typedOf(plan) : {};
  const field = fieldsOf(answer, first, words);
  const options = <T extends string>(values: readonly T[], labels: Record<T, string>) =>
    values.map((value) => ({ value, label: labels[value] }));
  return (
    <Form method="post" className="max-w-160 space-y-4" noValidate>
      <input type="hidden" name="intent" value="savePlan" />
      <input type="hidden" name="basedOn" value={plan?.number ?? 0} />
      <FormErrors errors={listErrors(answer?.errors ?? {}, (code) => words[code])} />
      <SelectField label={t.level} options={options(LEVELS, t.levels)} {...field("level")} />
      <TextAreaField label={t.objectives} rows={2} maxLength={2000} {...field("objectives")} />
      <TextAreaField label={t.criteria} rows={2} maxLength={2000} {...field("criteria")} />
      <TextAreaField label={t.scope} rows={2} maxLength={2000} {...field("scope")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t.percent}
          hint={t.percentHint}
          unit="%"
          inputMode="decimal"
          {...field("materialityPercent")}
        />
        <SelectField label={t.basis} options={options(TOTAL_BASES, t.bases)} {...field("totalBasis")} />
      </div>
      {threshold !== null && (
        <p className="text-14">
          {t.threshold} <Figure value={threshold} unit="tCO2e" digits={3} />
        </p>
      )}
      <Risks field={field} count={rowsOf(plan?.risks.length ?? 0, MOST_RISKS)} />
      <Visits field={field} count={rowsOf(plan?.visits.length ?? 0, MOST_VISITS)} />
      <p className="text-12 text-muted">{t.moreRows}</p>
      <Button>{t.save}</Button>
    </Form>
  );
}

function Risks({ field, count }: { field: Field; count: number }) {
  const { verification } = useMessages();
  const t = verification.plan;
  const kinds = RISK_KINDS.map((value) => ({ value, label: t.riskKinds[value] }));
  return (
    <div>
      <h3 className="text-14 font-semibold">{t.risks}</h3>
      <p className="text-12 text-muted">{t.risksAbout}</p>
      {numbered(count).map((at) => (
        <fieldset key={at} className="mt-3 space-y-2 border-l-2 border-line pl-4">
          <legend className="sr-only">{t.risk(String(at))}</legend>
          <SelectField label={t.riskKind} options={kinds} {...field(`riskKind${at}`)} />
          <TextAreaField label={t.riskText} rows={1} maxLength={2000} {...field(`risk${at}`)} />
          <TextAreaField label={t.response} rows={1} maxLength={2000} {...field(`riskResponse${at}`)} />
        </fieldset>
      ))}
    </div>
  );
}

function Visits({ field, count }: { field: Field; count: number }) {
  const { verification } = useMessages();
  const t = verification.plan;
  return (
    <div>
      <h3 className="text-14 font-semibold">{t.visits}</h3>
      {numbered(count).map((at) => (
        <fieldset key={at} className="mt-3 space-y-2 border-l-2 border-line pl-4">
          <legend className="sr-only">{t.visit(String(at))}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            <TextField type="date" label={t.day} {...field(`visitDay${at}`)} />
            <TextField label={t.place} maxLength={300} {...field(`visitPlace${at}`)} />
          </div>
          <TextField label={t.purpose} maxLength={1000} required={false} {...field(`visitPurpose${at}`)} />
        </fieldset>
      ))}
    </div>
  );
}

function typedOf(plan: Sent<WholePlan>): Record<string, string> {
  const { level, objectives, criteria, scope, materialityPercent, totalBasis } = plan;
  const risks = plan.risks.flatMap(({ kind, risk, response }, at) => [
    [`riskKind${at + 1}`, kind],
    [`risk${at + 1}`, risk],
    [`riskResponse${at + 1}`, response],
  ]);
  const visits = plan.visits.flatMap(({ day, place, purpose }, at) => [
    [`visitDay${at + 1}`, day],
    [`visitPlace${at + 1}`, place],
    [`visitPurpose${at + 1}`, purpose],
  ]);
  return {
    ...{ level, objectives, criteria, scope, materialityPercent, totalBasis },
    ...Object.fromEntries([...risks, ...visits]),
  };
}

function rowsOf(filled: number, most: number): number {
  return Math.min(filled + SPARE, most);
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
