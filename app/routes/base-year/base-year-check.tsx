import { Form, Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { Button } from "#app/ui/button.tsx";
import { ChoiceField } from "#app/ui/choice-field.tsx";
import { BridgeSection, SourceTable } from "#app/ui/comparison/bridge-view.tsx";
import { ProposalTable, RestatementTable } from "#app/ui/comparison/proposal-table.tsx";
import { TextAreaField } from "#app/ui/field.tsx";
import { FormErrors } from "#app/ui/form-errors.tsx";
import { formatDay } from "#app/ui/format-day.ts";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { Section } from "#app/ui/section.tsx";
import { SentenceGap } from "#app/ui/sentence-gap.tsx";
import { WholeDays } from "#app/ui/whole-days.tsx";
import type { BaseYearView } from "./load-base-year.server.ts";

interface CheckProps {
  baseYear: BaseYearView;
  base: string;
  mayDecide: boolean;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

/** Would the base year be stated otherwise today, is that significant, and what does a person decide? */
export function BaseYearCheckSection({ baseYear, base, mayDecide, typed, errors }: CheckProps) {
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const { check, decided } = baseYear;
  const inventory = `${base}/inventories/${baseYear.run.inventoryId}`;
  if (check.kind === "issues") {
    return (
      <Section title={t.checkTitle}>
        <p className="mt-3 text-14">
          {t.cannotCheck(String(check.count))}
          <SentenceGap />
          <Link className="text-link" to={inventory}>
            {t.openInventory}
          </Link>
        </p>
      </Section>
    );
  }
  const { proposal, isUnchanged } = check;
  const verdict = isUnchanged ? t.unchanged : proposal.isProposed ? t.proposed : t.notSignificant;
  return (
    <>
      <Section title={t.checkTitle}>
        <p
          className={`mt-3 max-w-180 text-14 ${proposal.isProposed && !decided ? "rounded-6 bg-warning-tint px-3 py-2 text-warning-ink" : ""}`}
        >
          {verdict}
        </p>
        {decided && (
          <p className="mt-2 text-14">
            <WholeDays>
              {t.alreadyDecided(formatDay(decided.decidedAt, locale), decided.authorName ?? t.former)}
            </WholeDays>
            <SentenceGap />
            {decided.reason}
          </p>
        )}
        {!isUnchanged && (
          <div className="mt-4">
            <ProposalTable proposal={proposal} />
          </div>
        )}
        <p className="mt-3 max-w-180 text-12 text-muted">{t.policyAbout}</p>
      </Section>
      {!isUnchanged && (
        <>
          <Section title={t.restatedTitle} aside={comparison.location}>
            <RestatementTable figures={check.figures} />
          </Section>
          <BridgeSection
            bridge={check.bridge}
            basis="location"
            title={comparison.title}
            beforeLabel={t.original}
            afterLabel={t.restated}
          />
          <SourceTable bridge={check.bridge} basis="location" />
          {mayDecide && !decided && !baseYear.pendingRunId && (
            <DecisionForm
              inputsHash={check.inputsHash}
              typed={typed}
              errors={errors}
              threshold={formatDecimal(proposal.thresholdPercent, { locale })}
            />
          )}
        </>
      )}
    </>
  );
}

interface DecisionFormProps {
  inputsHash: string;
  typed: Record<string, string>;
  errors: Record<string, string>;
  threshold: string;
}

function DecisionForm({ inputsHash, typed, errors }: DecisionFormProps) {
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const isOwn = typed.intent === "decide";
  const fault = (key: string | undefined) =>
    key ? (t.errors[key as keyof typeof t.errors] ?? t.errors.required) : undefined;
  const own = isOwn ? errors : {};
  return (
    <Section title={t.decideTitle} id="decide">
      <Form method="post" className="mt-4 max-w-180 space-y-5">
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="inputsHash" value={inputsHash} />
        <FormErrors
          errors={Object.entries(own).map(([field, key]) => ({
            ...(field === "form" || field === "inputsHash" ? {} : { field }),
            message: fault(key)!,
          }))}
        />
        <ChoiceField
          label={t.decision}
          name="decision"
          defaultValue={isOwn ? typed.decision : undefined}
          error={fault(own.decision)}
          choices={[
            { value: "recalculated", label: t.recalculated, text: t.recalculatedAbout },
            { value: "not_recalculated", label: t.notRecalculated, text: t.notRecalculatedAbout },
          ]}
        />
        <TextAreaField
          label={t.reason}
          name="decisionReason"
          maxLength={2000}
          defaultValue={isOwn ? typed.decisionReason : ""}
          error={fault(own.decisionReason)}
        />
        <Button variant="primary">{t.decide}</Button>
      </Form>
    </Section>
  );
}
