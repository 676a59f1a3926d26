import { Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { BridgeSection, SourceTable } from "#app/runs/comparison/bridge-view.tsx";
import { DecisionForm } from "#app/runs/comparison/decision-form.tsx";
import { ProposalTable, RestatementTable } from "#app/runs/comparison/proposal-table.tsx";
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
  const { check, decided } = baseYear;
  if (check.kind === "issues") {
    return <CannotCheck count={check.count} inventory={`${base}/inventories/${baseYear.run.inventoryId}`} />;
  }
  if (check.isUnchanged) return <Verdict check={check} decided={decided} />;
  return (
    <>
      <Verdict check={check} decided={decided} />
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
        <Decide inputsHash={check.inputsHash} typed={typed} errors={errors} />
      )}
    </>
  );
}

/** The base year's run has issues today: until they are gone, nothing can be said of it. */
function CannotCheck({ count, inventory }: { count: number; inventory: string }) {
  const t = useMessages().comparison.baseYear;
  return (
    <Section title={t.checkTitle}>
      <p className="mt-3 text-14">
        {t.cannotCheck(String(count))}
        <SentenceGap />
        <Link className="text-link" to={inventory}>
          {t.openInventory}
        </Link>
      </p>
    </Section>
  );
}

interface VerdictProps {
  check: Extract<BaseYearView["check"], { kind: "checked" }>;
  decided: BaseYearView["decided"];
}

/** Whether a recalculation is proposed by the policy, from which effects, and what was decided already. */
function Verdict({ check: { proposal, isUnchanged }, decided }: VerdictProps) {
  const t = useMessages().comparison.baseYear;
  const clock = useClock();
  const verdict = isUnchanged ? t.unchanged : proposal.isProposed ? t.proposed : t.notSignificant;
  const isOpen = proposal.isProposed && !decided;
  return (
    <Section title={t.checkTitle}>
      <p className={`mt-3 max-w-180 text-14 ${isOpen ? "rounded-6 bg-warning-tint px-3 py-2 text-warning-ink" : ""}`}>
        {verdict}
      </p>
      {decided && (
        <p className="mt-2 text-14">
          <WholeDays>{t.alreadyDecided(clock.day(decided.decidedAt), decided.authorName ?? t.former)}</WholeDays>
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
  );
}

interface DecideProps {
  inputsHash: string;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

function Decide({ inputsHash, typed, errors }: DecideProps) {
  const t = useMessages().comparison.baseYear;
  const isOwn = typed.intent === "decide";
  return (
    <Section title={t.decideTitle} id="decide">
      <DecisionForm
        hidden={{ intent: "decide", inputsHash }}
        label={t.decision}
        choices={[
          { value: "recalculated", label: t.recalculated, text: t.recalculatedAbout },
          { value: "not_recalculated", label: t.notRecalculated, text: t.notRecalculatedAbout },
        ]}
        reasonName="decisionReason"
        reasonLabel={t.reason}
        submit={t.decide}
        typed={isOwn ? typed : {}}
        errors={isOwn ? errors : {}}
      />
    </Section>
  );
}
