import { Form } from "@remix-run/react";
import { formatTonnes } from "#app/carbon/format.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { useComparisonFault } from "#app/runs/comparison/decision-form.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { yearOf } from "./base-year-sections.tsx";
import type { BaseYearView } from "./load-base-year.server.ts";

interface PolicyFormProps {
  organizationId: string;
  runs: { runId: string; period: { start: string; end: string }; createdAt: string; co2eKg: string }[];
  policy: BaseYearView["policy"] | null;
  /** Chosen at first. */
  runId: string;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

/** Form for base year and threshold, for the first time or as a change. */
export function PolicyForm({ organizationId, runs, policy, runId, typed, errors }: PolicyFormProps) {
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const clock = useClock();
  const isOwn = typed.intent !== undefined && typed.intent !== "decide";
  const own = isOwn ? errors : {};
  const fault = useComparisonFault();
  const value = (name: string, stored: string) => (isOwn ? (typed[name] ?? stored) : stored);
  return (
    <Section title={policy ? t.changePolicy : t.policyTitle} id="policy">
      <p className="mt-3 max-w-180 text-14 text-muted">{t.policyAbout}</p>
      <Form method="post" className="mt-4 max-w-180 space-y-5">
        <BasedOn setting={nameSetting("base_year_policy", [organizationId])} version={policy?.version ?? 0} />
        <input type="hidden" name="intent" value="state" />
        <FormErrors errors={listErrors(own, fault)} />
        <SelectField
          label={t.run}
          term={<TermHint term="base_year" />}
          hint={t.runHint}
          name="runId"
          defaultValue={value("runId", runId)}
          error={fault(own.runId)}
          options={runs.map((run) => ({
            value: run.runId,
            label: `${yearOf(run.period)} · ${comparison.runLabel(clock.instant(run.createdAt), formatTonnes(run.co2eKg, { locale, digits: 2 }))}`,
          }))}
        />
        <div className="max-w-60">
          <TextField
            label={t.thresholdField}
            hint={t.thresholdHint}
            name="thresholdPercent"
            unit="%"
            inputMode="decimal"
            maxLength={8}
            defaultValue={value("thresholdPercent", policy?.thresholdPercent ?? "5")}
            error={fault(own.thresholdPercent)}
          />
        </div>
        <TextAreaField
          label={t.rationaleField}
          name="rationale"
          maxLength={2000}
          defaultValue={value("rationale", policy?.rationale ?? "")}
          error={fault(own.rationale)}
        />
        {policy && (
          <TextAreaField
            label={t.reasonField}
            name="reason"
            rows={2}
            maxLength={2000}
            defaultValue={value("reason", "")}
            error={fault(own.reason)}
          />
        )}
        <Button variant={policy ? "secondary" : "primary"}>{t.save}</Button>
      </Form>
    </Section>
  );
}
