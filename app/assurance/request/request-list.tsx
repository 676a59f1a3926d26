import type { ReactNode } from "react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import type { VerifierRequest } from "./request.server.ts";
import { REQUEST } from "./request-state.ts";

export type RequestView = Sent<VerifierRequest>;

interface RequestListProps {
  requests: RequestView[];
  filesHref: string;
  /** In UTC. */
  today: string;
  /** The forms that the reader can use on a request. */
  act?: (request: RequestView) => ReactNode;
}

/** Oldest first. */
export function RequestList({ requests, filesHref, today, act }: RequestListProps) {
  const { verification } = useMessages();
  const t = verification.requests;
  const clock = useClock();
  const locale = useLocale();
  if (requests.length === 0) return <p className="py-4 text-14 text-muted">{t.empty}</p>;
  return (
    <ol className="divide-y divide-line">
      {requests.map((request) => {
        const isLate = request.state === "asked" && request.dueOn < today;
        const day = formatDay(request.dueOn, locale);
        return (
          <li key={request.id} id={`request-${request.number}`} className="py-5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h3 className="text-14 font-semibold">R{request.number}</h3>
              <Chip tone={REQUEST.tones[request.state]}>{t.states[request.state]}</Chip>
              <span className={`text-12 ${isLate ? "text-bad-ink" : "text-muted"}`}>
                <WholeDays>{isLate ? t.overdue(day) : t.due(day)}</WholeDays>
              </span>
            </div>
            <p className="mt-2 text-12 text-muted">
              <WholeDays>{verification.said(request.by, clock.instant(request.at))}</WholeDays>
            </p>
            <p className="mt-1 max-w-160 text-14 break-words whitespace-pre-line">{request.text}</p>
            {request.steps.map((step) => (
              <div key={step.step} className="mt-3 border-l-2 border-line pl-4">
                <p className="text-12 text-muted">
                  <WholeDays>{verification.said(step.by, clock.instant(step.at))}</WholeDays> · {t.steps[step.state]}
                </p>
                {step.text && <p className="mt-1 max-w-160 text-14 break-words whitespace-pre-line">{step.text}</p>}
                <Files files={step.files} filesHref={filesHref} />
              </div>
            ))}
            {act && <div className="mt-3">{act(request)}</div>}
          </li>
        );
      })}
    </ol>
  );
}

function Files({ files, filesHref }: { files: RequestView["steps"][number]["files"]; filesHref: string }) {
  if (files.length === 0) return null;
  return (
    <ul className="mt-1 text-14">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a className="text-link break-words" href={`${filesHref}/${id}`} download>
            {name}
          </a>{" "}
          <span className="text-12 text-muted">{formatBytes(size)}</span>
        </li>
      ))}
    </ul>
  );
}
