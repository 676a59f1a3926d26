import type { ReactNode } from "react";

/** Issued by us · a state that holds · a statement by a named body · withdrawn. */
export type TimelineKind = "issued" | "state" | "statement" | "withdrawn";

export interface TimelineEvent {
  /** The displayed day. */
  date: string;
  dateTime: string;
  kind: TimelineKind;
  title: ReactNode;
  detail?: ReactNode;
}

const DOTS: Record<TimelineKind, string> = {
  issued: "border-accent bg-accent",
  state: "border-accent bg-paper",
  statement: "border-brass bg-paper",
  withdrawn: "border-bad bg-bad",
};

/** The history of a document, oldest first. On a phone the date is above the text. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  return (
    <ol className="py-3">
      {events.map((event) => (
        <li
          key={`${event.dateTime}-${event.kind}`}
          className="group grid grid-cols-[8.5rem_1.25rem_minmax(0,1fr)] items-start text-14 max-md:grid-cols-[1.25rem_minmax(0,1fr)]"
        >
          <time
            dateTime={event.dateTime}
            className="pb-2.5 text-muted max-md:col-start-2 max-md:row-start-1 max-md:pb-0"
          >
            {event.date}
          </time>
          <span
            aria-hidden="true"
            className="relative flex h-full w-[11px] justify-center max-md:row-span-2 max-md:row-start-1"
          >
            <span className="absolute top-2 bottom-[-0.5rem] w-px bg-line group-last:hidden" />
            <span
              className={`print-exact relative mt-1 size-[11px] shrink-0 rounded-full border-2 ${DOTS[event.kind]}`}
            />
          </span>
          <p className="pb-2.5 max-md:col-start-2">
            <span className={event.kind === "issued" ? "font-semibold" : ""}>{event.title}</span>
            {event.detail && <span className="text-muted"> · {event.detail}</span>}
          </p>
        </li>
      ))}
    </ol>
  );
}
