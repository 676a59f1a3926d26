import { Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { ChangeTable } from "./change-table.tsx";
import type { FieldChange, HistoryEvent } from "./trail-view.ts";

interface HistoryListProps {
  events: HistoryEvent[];
  /** In a side panel: one line for each changed field, and no initial values. */
  isNarrow?: boolean;
}

export function HistoryList({ events, isNarrow = false }: HistoryListProps) {
  const { auditTrail: t } = useMessages();
  const clock = useClock();
  if (events.length === 0) return <p className="py-4 text-14 text-muted">{t.historyEmpty}</p>;
  return (
    <ol className="divide-y divide-line">
      {events.map((event) => (
        <li key={event.key} className={isNarrow ? "py-2" : "py-3"}>
          <p className={`text-14 break-words ${event.isDeletion ? "text-bad-ink" : ""}`}>
            <strong className="font-semibold">{event.authorName}</strong> {event.sentence}
          </p>
          <p className="text-12 text-muted">
            <time dateTime={event.at}>
              <WholeDays>{clock.instant(event.at)}</WholeDays>
            </time>
            {event.origin && <> · {event.origin}</>}
          </p>
          {isNarrow ? <ChangeLines fields={event.fields} /> : <Changes event={event} />}
        </li>
      ))}
    </ol>
  );
}

function Changes({ event }: { event: HistoryEvent }) {
  if (event.fields.length === 0) return null;
  return (
    <div className="mt-2 border-l-2 border-line pl-4">
      <ChangeTable fields={event.fields} caption={`${event.authorName} ${event.sentence}`} />
    </div>
  );
}

function ChangeLines({ fields }: { fields: FieldChange[] }) {
  const { auditTrail: t } = useMessages();
  return fields
    .filter(({ before }) => before !== null)
    .map(({ label, before, after }) => (
      <p key={label} className="text-12 break-words">
        {t.changeLine(label, before || t.none, after || t.none)}
      </p>
    ));
}

interface HistorySectionProps {
  events: HistoryEvent[];
  /** The link to the audit trail, for users who can view it. */
  trailHref?: string | undefined;
}

/** Collapsed at the end of a page, because most visits are about the current values. */
export function HistorySection({ events, trailHref }: HistorySectionProps) {
  const { auditTrail: t } = useMessages();
  return (
    <Section
      title={t.history}
      id="history"
      count={events.length || undefined}
      aside={
        trailHref && (
          <Link to={trailHref} className="text-link">
            {t.historyAll}
          </Link>
        )
      }
    >
      {events.length === 0 ? (
        <HistoryList events={events} />
      ) : (
        <>
          <HistoryList events={events.slice(0, 1)} />
          {events.length > 1 && (
            <details className="border-t border-line">
              <summary className="py-3 text-14 text-accent">{t.earlier(events.length - 1)}</summary>
              <HistoryList events={events.slice(1)} />
            </details>
          )}
        </>
      )}
    </Section>
  );
}
