import { Form, Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { WaitNote } from "#app/kit/wait-note.tsx";
import type { Withdrawal } from "./report-withdrawal.server.ts";

export interface WithdrawalView extends Sent<Omit<Withdrawal, "proposerId" | "proposedBy">> {
  isOwn: boolean;
}

interface WithdrawalSectionProps {
  number: string;
  isWithdrawn: boolean;
  mayManage: boolean;
  /** How many others could confirm. */
  seconds: number;
  membersHref: string;
  /** From when on the reader may confirm what is open. */
  waitsUntil?: string | null | undefined;
  /** Newest first. */
  withdrawals: WithdrawalView[];
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** Withdrawal by two people: propose, confirm, decline, cancel; and earlier proposals. */
export function WithdrawalSection(props: WithdrawalSectionProps) {
  const { withdrawal: t } = useMessages().reportLife;
  const { withdrawals, isWithdrawn, mayManage, errors } = props;
  const open = withdrawals.find(({ end }) => end === null);
  const earlier = withdrawals.filter(({ end }) => end !== null);
  if (isWithdrawn || (!open && !mayManage)) return <Earlier withdrawals={earlier} />;
  const messages = t.errors as Record<string, string>;
  const faults = listErrors(errors, (code) => messages[code]);
  return (
    <div className="space-y-10">
      <Section title={open ? t.openTitle : t.title} id="withdrawal">
        {faults.length > 0 && (
          <div className="mt-3">
            <FormErrors errors={faults} />
          </div>
        )}
        {open ? <OpenProposal {...props} proposal={open} /> : <Propose {...props} />}
      </Section>
      <Earlier withdrawals={earlier} />
    </div>
  );
}

function Propose({ seconds, membersHref, errors, typed }: WithdrawalSectionProps) {
  const { withdrawal: t } = useMessages().reportLife;
  const messages = t.errors as Record<string, string>;
  const field = (name: "reasonEn" | "reasonZh", lang: string) => {
    const code = errors[name] ?? (errors.reasonEn === "reason_missing" ? errors.reasonEn : undefined);
    return (
      <TextAreaField
        label={t[name]}
        name={name}
        lang={lang}
        maxLength={1000}
        defaultValue={typed[name] ?? ""}
        {...(code ? { error: messages[code] ?? code } : {})}
      />
    );
  };
  return (
    <>
      <p className="mt-3 text-14 text-muted">{t.about}</p>
      {seconds === 0 && (
        <p className="mt-3 border-l-2 border-warning pl-4 text-14">
          {t.alone}
          <SentenceGap />
          <Link className="text-link" to={membersHref}>
            {t.toMembers}
          </Link>
        </p>
      )}
      <Form method="post" className="mt-4 space-y-4">
        <input type="hidden" name="intent" value="propose" />
        <div className="grid gap-5 md:grid-cols-2">
          {field("reasonEn", "en")}
          {field("reasonZh", "zh-Hans")}
        </div>
        <p className="text-12 text-muted">{t.reasonHint}</p>
        <Button variant="secondary">{t.propose}</Button>
      </Form>
    </>
  );
}

function OpenProposal({
  proposal,
  number,
  mayManage,
  seconds,
  waitsUntil,
  membersHref,
  errors,
  typed,
}: WithdrawalSectionProps & { proposal: WithdrawalView }) {
  const { withdrawal: t } = useMessages().reportLife;
  const clock = useClock();
  const who = t.proposedBy(proposal.proposerName, clock.day(proposal.proposedAt));
  const attempt = <input type="hidden" name="attempt" value={proposal.attempt} />;
  const intent = (value: string) => <input type="hidden" name="intent" value={value} />;
  const messages = t.errors as Record<string, string>;
  return (
    <div className="mt-3 space-y-4 text-14">
      <p>{who}</p>
      <Reason reason={proposal.reason} />
      <p className="text-muted">{proposal.isOwn ? t.waitsForOther : t.waitsForManager}</p>
      {proposal.isOwn && seconds === 0 && (
        <p className="border-l-2 border-warning pl-4">
          {t.alone}
          <SentenceGap />
          <Link className="text-link" to={membersHref}>
            {t.toMembers}
          </Link>
        </p>
      )}
      {mayManage && proposal.isOwn && (
        <Form method="post">
          {intent("take-back")}
          {attempt}
          <Button variant="secondary">{t.takeBack}</Button>
        </Form>
      )}
      {mayManage && !proposal.isOwn && (
        <>
          <WaitNote until={waitsUntil} />
          {!waitsUntil && (
            <Form method="post">
              {intent("confirm")}
              {attempt}
              <ConfirmAction label={t.confirm} lost={number} question={t.confirmQuestion(number)} isAtStart />
            </Form>
          )}
          <Form method="post" className="space-y-3">
            {intent("decline")}
            {attempt}
            <TextAreaField
              label={t.note}
              name="note"
              maxLength={1000}
              defaultValue={typed.note ?? ""}
              {...(errors.note ? { error: messages[errors.note] ?? errors.note } : {})}
            />
            <Button variant="secondary">{t.decline}</Button>
          </Form>
        </>
      )}
    </div>
  );
}

function Reason({ reason }: { reason: WithdrawalView["reason"] }) {
  return (
    <blockquote className="space-y-1 border-l-2 border-line pl-4">
      {reason.en && <p lang="en">{reason.en}</p>}
      {reason.zh && <p lang="zh-Hans">{reason.zh}</p>}
    </blockquote>
  );
}

function Earlier({ withdrawals }: { withdrawals: WithdrawalView[] }) {
  const { withdrawal: t } = useMessages().reportLife;
  const clock = useClock();
  if (withdrawals.length === 0) return null;
  return (
    <Section title={t.earlier} count={withdrawals.length}>
      <ul className="divide-y divide-line text-14">
        {withdrawals.map(({ attempt, proposerName, proposedAt, reason, end }) => (
          <li key={attempt} className="space-y-2 py-3">
            <p>
              <WholeDays>{t.proposedBy(proposerName, clock.day(proposedAt))}</WholeDays>
              <SentenceGap />
              {end && (
                <strong>
                  <WholeDays>{t.ended[end.state](end.name, clock.day(end.at))}</WholeDays>
                </strong>
              )}
            </p>
            <Reason reason={reason} />
            {end?.note && <p className="text-muted">{end.note}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
