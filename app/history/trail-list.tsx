import { Link, useSearchParams } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ChangeTable } from "#app/trail/change-table.tsx";
import type { TrailEntryView } from "#app/trail/trail-view.ts";

/** Entries newest first. The address names the open entry, which shows all fields. */
export function TrailList({ entries, open }: { entries: TrailEntryView[]; open: number | null }) {
  return (
    <ol className="divide-y divide-line border-t border-ink">
      {entries.map((entry) => (
        <TrailItem key={entry.sequence} entry={entry} isOpen={entry.sequence === open} />
      ))}
    </ol>
  );
}

function TrailItem({ entry, isOpen }: { entry: TrailEntryView; isOpen: boolean }) {
  const { auditTrail: t } = useMessages();
  const clock = useClock();
  const [search] = useSearchParams();
  const next = new URLSearchParams(search);
  if (isOpen) next.delete("open");
  else next.set("open", String(entry.sequence));
  const anchor = `entry-${entry.sequence}`;
  const detail = `${anchor}-detail`;
  return (
    <li id={anchor} className={`scroll-mt-16 py-2.5 ${isOpen ? "-mx-3 bg-accent-tint px-3" : ""}`}>
      <div className="flex items-baseline gap-4 max-sm:flex-col max-sm:items-stretch max-sm:gap-0.5">
        <div className="min-w-0 grow">
          <p className="text-14 break-words">
            <strong className="font-semibold">{entry.authorName}</strong> {entry.sentence}
          </p>
          <p className="text-12 text-muted">
            <time dateTime={entry.at}>
              <WholeDays>{clock.instant(entry.at)}</WholeDays>
            </time>{" "}
            · {entry.origin} · <span className="tabular-nums">{t.opened(entry.sequence.toLocaleString("en"))}</span>
          </p>
        </div>
        <Link
          to={`?${next}#${anchor}`}
          preventScrollReset
          aria-expanded={isOpen}
          aria-controls={isOpen ? detail : undefined}
          className="shrink-0 text-12 text-accent no-underline hover:underline touch:flex touch:min-h-11 touch:items-center"
        >
          {isOpen ? t.close : t.open}
          <span className="sr-only"> {t.opened(String(entry.sequence))}</span>
        </Link>
      </div>
      {isOpen && <TrailDetail entry={entry} id={detail} />}
    </li>
  );
}

function TrailDetail({ entry, id }: { entry: TrailEntryView; id: string }) {
  const { auditTrail: t } = useMessages();
  return (
    <div id={id} className="mt-3 space-y-4 border-t border-line pt-3">
      {entry.groups.length === 0 && <p className="text-14 text-muted">{t.noFields}</p>}
      {entry.groups.map((group, index) => (
        <div key={group.href ?? `${entry.sequence} ${index}`}>
          {group.title && (
            <p className="mb-1 text-14 font-medium">
              {group.href ? (
                <Link to={group.href} className="text-link">
                  {group.title}
                </Link>
              ) : (
                group.title
              )}
            </p>
          )}
          <ChangeTable fields={group.fields} caption={group.title ?? entry.sentence} />
        </div>
      ))}
      {entry.moreFields > 0 && <p className="text-12 text-muted">{t.more(entry.moreFields)}</p>}
      {entry.moreRecords > 0 && <p className="text-12 text-muted">{t.moreRecords(entry.moreRecords)}</p>}
      <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-12 text-muted max-sm:grid-cols-1">
        <dt>{t.hash}</dt>
        <dd>
          <code className="break-all">{entry.hash}</code>
        </dd>
        <dt>{t.previousHash}</dt>
        <dd>
          <code className="break-all">{entry.previousHash}</code>
        </dd>
      </dl>
      {entry.href && (
        <p className="text-14">
          <Link to={entry.href} className="text-link">
            {t.subjectLink}
          </Link>
        </p>
      )}
    </div>
  );
}
