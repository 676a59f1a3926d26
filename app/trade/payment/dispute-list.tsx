import { Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { Dispute } from "./dispute-list.server.ts";
import { DISPUTE } from "./dispute-state.ts";

export interface DisputeView extends Sent<Pick<Dispute, "id" | "state" | "reason" | "dueBy" | "openedAt">> {
  amount: string;
  /** The invoice or payment in dispute, on pages of other things. */
  about?: { to: string; label: string } | undefined;
}

export function DisputeList({ disputes }: { disputes: DisputeView[] }) {
  const { refund: t } = useMessages();
  const clock = useClock();
  return (
    <ul className="divide-y divide-line">
      {disputes.map((one) => (
        <li key={one.id} className="space-y-1 py-3 text-14">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Chip tone={DISPUTE.tones[one.state]}>{t.dispute[one.state]}</Chip>
            {one.about && (
              <Link to={one.about.to} className="text-link tabular-nums">
                {one.about.label}
              </Link>
            )}
            <span className="text-muted">
              <WholeDays>{clock.day(one.openedAt)}</WholeDays>
            </span>
          </p>
          <p>{t.disputed(one.amount, t.reasons[one.reason] ?? one.reason)}</p>
          {one.dueBy && (
            <p className="text-warning-ink">
              <WholeDays>{t.answerBy(clock.day(one.dueBy))}</WholeDays>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
