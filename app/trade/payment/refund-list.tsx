import { Form, Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { WaitNote } from "#app/kit/wait-note.tsx";
import type { RefundRequest } from "./refund-list.server.ts";
import { REFUND } from "./refund-state.ts";

export interface RefundView
  extends Sent<
    Omit<RefundRequest, "payment" | "invoiceNumber" | "amountMinor" | "creditNote" | "personId" | "askedBy">
  > {
  amount: string;
  isOwn: boolean;
  creditNote: { to: string; label: string } | null;
  /** The payment, on pages of other things. */
  about?: { to: string; label: string } | undefined;
}

/** Refund requests with their state, and the next action if the page offers it. */
export function RefundList(props: {
  refunds: RefundView[];
  /** From when the user can confirm each waiting request. */
  waits?: Record<string, string>;
  mayAct?: boolean;
  typed?: Record<string, string>;
}) {
  const { refunds, waits = {}, mayAct = false, typed = {} } = props;
  const { refund: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  return (
    <ul className="divide-y divide-line">
      {refunds.map((one) => (
        <li key={one.id} className="space-y-1 py-3 text-14">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <strong className="tabular-nums">{one.amount}</strong>
            <Chip tone={REFUND.tones[one.state]}>{t.states[one.state]}</Chip>
            {one.about && (
              <Link to={one.about.to} className="text-link tabular-nums">
                {one.about.label}
              </Link>
            )}
          </p>
          <p>{one.reason}</p>
          <p className="text-12 text-muted">
            <WholeDays>
              {[t.asked(one.personName, clock.day(one.askedAt)), endOf(one, t)].filter(Boolean).join(" · ")}
            </WholeDays>
          </p>
          {one.note && <p className="text-12 text-muted">{one.note}</p>}
          {one.paid && (
            <p className="text-12 text-muted">
              <WholeDays>{t.paid(formatDay(one.paid.on, locale), one.paid.ref)}</WholeDays>
            </p>
          )}
          {one.creditNote && (
            <a href={one.creditNote.to} className="text-12 text-link" download>
              {t.creditNote(one.creditNote.label)}
            </a>
          )}
          {one.state === "waiting" && one.withCreditNote && <p className="text-12 text-muted">{t.creditNoteFollows}</p>}
          {mayAct && <NextAct refund={one} typed={typed} waitsUntil={waits[one.id]} />}
        </li>
      ))}
    </ul>
  );
}

function endOf({ state, enderName }: RefundView, t: ReturnType<typeof useMessages>["refund"]): string {
  if (enderName === "") return "";
  return t.ended[state === "declined" || state === "taken_back" ? state : "confirmed"](enderName);
}

interface NextActProps {
  refund: RefundView;
  typed: Record<string, string>;
  /** From when the user can confirm it. */
  waitsUntil: string | undefined;
}

function NextAct({ refund, typed, waitsUntil }: NextActProps) {
  const { refund: t } = useMessages();
  const form = (label: string, name: string, acts: [string, string][]) => (
    <Form method="post" className="flex flex-wrap items-end gap-2 pt-2" preventScrollReset>
      <input type="hidden" name="id" value={refund.id} />
      <div className="min-w-48 grow">
        <TextField
          name={name}
          id={`${name}-${refund.id}`}
          label={label}
          maxLength={200}
          defaultValue={typed.id === refund.id ? (typed[name] ?? "") : ""}
        />
      </div>
      {acts.map(([intent, words], index) => (
        <Button key={intent} name="intent" value={intent} variant={index === 0 ? "primary" : "secondary"}>
          {words}
        </Button>
      ))}
    </Form>
  );
  if (refund.state === "to_send") {
    return (
      <>
        {form(t.bankReference, "bankReference", [["sent", t.book]])}
        <details>
          <summary className="text-14 text-accent touch:py-2">{t.giveUp}</summary>
          {form(t.giveUpReason, "note", [["give_up", t.giveUp]])}
        </details>
      </>
    );
  }
  if (refund.state !== "waiting") return null;
  const confirm: [string, string] = ["confirmed", t.confirm];
  if (!refund.isOwn) {
    return (
      <>
        <WaitNote until={waitsUntil} />
        {form(t.note, "note", [...(waitsUntil ? [] : [confirm]), ["declined", t.decline]])}
      </>
    );
  }
  return (
    <Form method="post" className="pt-2" preventScrollReset>
      <input type="hidden" name="id" value={refund.id} />
      <Button name="intent" value="taken_back" variant="secondary">
        {t.takeBack}
      </Button>
    </Form>
  );
}
