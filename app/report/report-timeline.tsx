import { Link } from "@remix-run/react";
import { formatDay, formatShortDay } from "#app/day/format-day.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Timeline, type TimelineEvent } from "#app/kit/timeline.tsx";
import { endOfValidity, type ReportState } from "#app/proof/report-life.ts";
import type { ReportEventKind, StatementKind } from "./verification.server.ts";

/** One entry of the log about a report. */
export interface LifeEntry {
  kind: ReportEventKind;
  /** ISO 8601. */
  at: string;
  /** Counted from 0. */
  logIndex: number;
  /** Number of the report that replaced this one. */
  successor?: string | undefined;
  reason?: string | undefined;
  /** Who recorded a statement of a third party. */
  stated?: StatementKind | null | undefined;
}

interface ReportTimelineProps {
  entries: LifeEntry[];
  version: number;
  state: ReportState;
  /** `YYYY-MM-DD`. */
  validUntil: string | null;
}

const DOTS: Record<LifeEntry["kind"], TimelineEvent["kind"]> = {
  issue: "issued",
  supersede: "state",
  expire: "state",
  withdraw: "withdrawn",
  assurance: "statement",
  assurance_withdrawn: "statement",
  assurance_disowned: "withdrawn",
};

/** The public log entries of a report, oldest first, and when its validity ends or ended. */
export function ReportTimeline({ entries, version, state, validUntil }: ReportTimelineProps) {
  const { history: t, validity } = useMessages().reportLife;
  const locale = useLocale();
  const events = entries.map((entry): TimelineEvent => {
    return {
      date: formatShortDay(entry.at, locale),
      dateTime: entry.at,
      kind: DOTS[entry.kind],
      title: entry.kind === "issue" ? t.issue(String(version)) : entry.stated ? t.stated[entry.stated] : t[entry.kind],
      detail: <Detail entry={entry} />,
    };
  });
  const isStated = entries.some(({ kind }) => kind === "expire");
  if (validUntil !== null && !isStated && (state === "issued" || state === "expired")) {
    events.push({
      date: formatShortDay(validUntil, locale),
      dateTime: endOfValidity(validUntil),
      kind: "state",
      title: state === "expired" ? t.ended : t.ends,
      detail: validity.until(formatDay(validUntil, locale)),
    });
  }
  return (
    <Section title={t.title} id="status">
      <Timeline events={events} />
    </Section>
  );
}

function Detail({ entry: { successor, reason, logIndex } }: { entry: LifeEntry }) {
  const { history: t } = useMessages().reportLife;
  return (
    <>
      {successor && (
        <>
          <Link to={`/verify/${successor}`} className="text-link break-all">
            {t.by(successor)}
          </Link>
          {" · "}
        </>
      )}
      {reason && `${reason} · `}
      {t.entry(String(logIndex + 1))}
    </>
  );
}
