import { Form, Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { LooserRuleNote } from "#app/kit/looser-rule-note.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { AloneNotice, Notice, problemText, ReviewTabs } from "#app/records/review-parts.tsx";
import type { ReviewRights } from "#app/records/review-record-view.ts";

interface Approval {
  id: string;
  facility: string | null;
  period: { start: string; end: string };
  recordCount: number;
  note: string;
  byName: string;
  at: string;
  unlocked: { byName: string; at: string; reason: string } | null;
}

interface Problem {
  problem: string;
  obstacles: { unapproved: number; gaps: unknown[]; unanswered: number } | null;
  typed: Record<string, string>;
}

export interface LocksPageProps {
  organizationId: string;
  rights: ReviewRights;
  facilities: { id: string; name: string }[];
  months: { from: string; to: string } | null;
  approvalRule: { isOn: boolean; stricterUntil: string | null };
  approvals: Approval[];
  problem: Problem | null;
}

export function LocksPage(props: LocksPageProps) {
  const { organizationId, rights, problem } = props;
  const messages = useMessages();
  const { review: t } = messages;
  const base = `/organizations/${organizationId}`;
  return (
    <PageBody>
      <PageHeader title={t.locksTab} />
      <ReviewTabs base={base} current="locks" />
      {problem?.problem && (
        <Notice tone="bad">{problemText(messages, { problem: problem.problem, faults: [] })}</Notice>
      )}
      {problem?.obstacles && <Obstacles obstacles={problem.obstacles} typed={problem.typed} base={base} />}
      {rights.isAlone && <AloneNotice base={base} />}
      <div className="grid max-w-240 gap-10">
        {rights.mayDecide && <LockForm {...props} />}
        <History {...props} />
        <Requirement {...props} />
      </div>
    </PageBody>
  );
}

function Obstacles({
  obstacles,
  typed,
  base,
}: {
  obstacles: NonNullable<Problem["obstacles"]>;
  typed: Record<string, string>;
  base: string;
}) {
  const { review: t } = useMessages();
  const months = `from=${typed.from}&to=${typed.to}${typed.facilityId ? `&facility=${typed.facilityId}` : ""}`;
  return (
    <Notice tone="warning">
      <p>{t.obstacles}</p>
      <ul className="mt-1 list-disc pl-5">
        {obstacles.unapproved > 0 && (
          <li>
            {t.unapproved(obstacles.unapproved)}
            <SentenceGap />
            <Link to={`${base}/review/records?state=&${months}`} className="text-link">
              {t.showUnapproved}
            </Link>
          </li>
        )}
        {obstacles.gaps.length > 0 && (
          <li>
            {t.gaps(obstacles.gaps.length)}
            <SentenceGap />
            <Link to={`${base}/review?state=missing`} className="text-link">
              {t.showGaps}
            </Link>
          </li>
        )}
        {obstacles.unanswered > 0 && (
          <li>
            {t.openHints(obstacles.unanswered)}
            <SentenceGap />
            <Link to={`${base}/review/records?state=&${months}`} className="text-link">
              {t.showUnapproved}
            </Link>
          </li>
        )}
      </ul>
    </Notice>
  );
}

function LockForm({ facilities, months, problem }: LocksPageProps) {
  const { review: t } = useMessages();
  const typed = problem?.typed ?? {};
  return (
    <Section title={t.locksTitle}>
      <Form method="post" className="space-y-4 pt-3">
        <p className="max-w-160 text-14 text-muted">{t.locksText}</p>
        <input type="hidden" name="intent" value="lock" />
        <div className="flex flex-wrap items-end gap-3">
          <TextField label={t.from} name="from" type="month" required defaultValue={typed.from ?? months?.from} />
          <TextField label={t.to} name="to" type="month" required defaultValue={typed.to ?? months?.to} />
          <SelectField
            label={t.facility}
            name="facilityId"
            defaultValue={typed.facilityId}
            options={[
              { value: "", label: t.allFacilities },
              ...facilities.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
        <TextField label={t.note} name="note" required={false} maxLength={1000} defaultValue={typed.note} />
        <Button icon="lock">{t.lock}</Button>
      </Form>
    </Section>
  );
}

function History({ approvals, rights }: LocksPageProps) {
  const { review: t, common } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.historyTitle} count={approvals.length || undefined}>
      {approvals.length === 0 && <p className="py-3 text-14 text-muted">{t.historyNone}</p>}
      <ul className="divide-y divide-line">
        {approvals.map((approval) => {
          const months = `${approval.period.start.slice(0, 7)} – ${approval.period.end.slice(0, 7)}`;
          const period = common.placed([months, approval.facility ?? t.allFacilities]);
          return (
            <li key={approval.id} className="flex flex-wrap items-start justify-between gap-3 py-3 text-14">
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-semibold">
                  {period}{" "}
                  {!approval.unlocked && (
                    <Chip icon="lock" tone="accent">
                      {t.isLocked}
                    </Chip>
                  )}
                </p>
                <p className="text-12 text-muted">
                  {t.lockedBy} {approval.byName}, <WholeDays>{clock.shortDay(approval.at)}</WholeDays> ·{" "}
                  {common.labelled(t.records, `${approval.recordCount}`)}
                  {approval.note && ` · ${approval.note}`}
                </p>
                {approval.unlocked && (
                  <p className="text-12">
                    <WholeDays>
                      {t.unlockedBy(
                        approval.unlocked.byName,
                        clock.shortDay(approval.unlocked.at),
                        approval.unlocked.reason,
                      )}
                    </WholeDays>
                  </p>
                )}
              </div>
              {!approval.unlocked && !rights.mayUnlock && <p className="text-12 text-muted">{t.unlockRole}</p>}
              {!approval.unlocked && rights.mayUnlock && (
                <Form method="post">
                  <ConfirmAction label={t.unlock} lost={period} question={t.unlockQuestion(period)}>
                    <input type="hidden" name="intent" value="unlock" />
                    <input type="hidden" name="approvalId" value={approval.id} />
                    <div className="mb-3">
                      <TextField
                        label={t.reason}
                        name="reason"
                        id={`reason-${approval.id}`}
                        required
                        maxLength={1000}
                        hint={t.reasonNeeded}
                      />
                    </div>
                  </ConfirmAction>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Requirement({ approvalRule, rights }: LocksPageProps) {
  const { review: t } = useMessages();
  return (
    <Section title={t.requiresTitle}>
      <p className="py-3 text-14">
        <span className="font-semibold">{approvalRule.isOn ? t.requiresIsOn : t.requiresIsOff}</span>
        <SentenceGap />
        <span className="text-muted">{t.requiresText}</span>
      </p>
      <div className="mb-3">
        <LooserRuleNote until={approvalRule.stricterUntil} />
      </div>
      {rights.mayUnlock && (
        <Form method="post">
          <input type="hidden" name="intent" value="require" />
          <Button variant="secondary" name="isOn" value={approvalRule.isOn ? "no" : "yes"}>
            {approvalRule.isOn ? t.requiresOff : t.requiresOn}
          </Button>
        </Form>
      )}
    </Section>
  );
}
