import { formatShortDay } from "#app/day/format-day.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Timeline, type TimelineEvent } from "#app/kit/timeline.tsx";
import { lastDayOfValidity } from "#app/proof/report-life.ts";
import type { LifeEntry } from "#app/report/report-timeline.tsx";
import type { ReportView } from "./report-view.ts";

/** The report's entries in the public log, oldest first, and its current status. */
export function ReportHistory({ view }: { view: ReportView }) {
  const { verify } = useMessages();
  const { history } = verify.page;
  const locale = useLocale();
  const describe = useEventWords(view);
  const events = view.history.map((event): TimelineEvent => {
    return { date: formatShortDay(event.at, locale), dateTime: event.at, ...describe(event) };
  });
  const { status, facts } = view.verification;
  if (status.kind === "expired" && facts?.expiresAt && view.history.every(({ kind }) => kind !== "expire")) {
    const at = lastDayOfValidity(facts.expiresAt);
    const { expired, expiredDetail } = verify.trust.history;
    events.push({
      date: formatShortDay(at, locale),
      dateTime: at,
      kind: "state",
      title: expired,
      detail: expiredDetail,
    });
  }
  if (status.kind === "current") {
    events.push({
      date: formatShortDay(view.checkedAt, locale),
      dateTime: view.checkedAt,
      kind: "state",
      title: history.current,
      detail: history.currentDetail,
    });
  }
  return (
    <Section title={history.title}>
      <Timeline events={events} />
    </Section>
  );
}

function useEventWords(view: ReportView): (event: LifeEntry) => Pick<TimelineEvent, "kind" | "title" | "detail"> {
  const { page, trust } = useMessages().verify;
  const { history } = page;
  return ({ kind, logIndex, successor, reason, stated }) => {
    const entry = history.logEntry(`${logIndex + 1}`);
    if (kind === "issue") return { kind: "issued", title: history.issued(`${view.version}`), detail: entry };
    if (kind === "withdraw") {
      return { kind: "withdrawn", title: history.withdrawn, detail: reason ? `${reason} · ${entry}` : entry };
    }
    if (kind === "expire") return { kind: "state", title: trust.history.expired, detail: entry };
    if (kind === "assurance" || kind === "assurance_withdrawn" || kind === "assurance_disowned") {
      return { kind: "statement", title: stated ? trust.history.stated[stated] : trust.history[kind], detail: entry };
    }
    const link = successor && (
      <a href={`/verify/${successor}`} className="text-link">
        {history.by(successor)}
      </a>
    );
    return {
      kind: "state",
      title: history.superseded,
      detail: link ? (
        <>
          {link} · {entry}
        </>
      ) : (
        entry
      ),
    };
  };
}
