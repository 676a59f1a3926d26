import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";

/** A row of the library with more than its value. */
export interface EditionFacts {
  status: string;
  statusReason: string | null;
  stateChanges: { changedOn: string; status: string; reason: string }[];
  trustChanges: { changedOn: string; trust: string; document: string }[];
  facts: {
    trust: string;
    published: { value: string; unit: string } | null;
    sheet: string | null;
    cell: string | null;
    gasBasis: string;
    further: { name: string; value: string }[];
    note: string | null;
  };
}

/** Figure and unit exactly as published. */
export function Printed({ edition: { facts } }: { edition: EditionFacts }) {
  const { factor: t } = useMessages();
  if (!facts.published) return <>{t.notPublished}</>;
  return (
    <span lang="en">
      <span className="block tabular-nums break-words">{facts.published.value}</span>
      <span className="block text-12 text-muted">{facts.published.unit}</span>
    </span>
  );
}

/** How the figure is confirmed, and the document that it was compared with after it was added. */
export function EditionTrust({ edition: { facts, trustChanges } }: { edition: EditionFacts }) {
  const { factor: t } = useMessages();
  const locale = useLocale();
  const last = trustChanges.at(-1);
  return (
    <>
      {t.trustName[facts.trust] ?? facts.trust}
      {last && (
        <span className="mt-1 block text-12 text-muted">
          {t.comparedOn(formatDay(last.changedOn, locale))}{" "}
          <span lang={/\p{Script=Han}/u.test(last.document) ? "zh" : "en"}>{last.document}</span>
        </span>
      )}
    </>
  );
}

/** An additional figure of the same published row. */
export function Further({ edition: { facts }, name }: { edition: EditionFacts; name: string }) {
  const { factor: t } = useMessages();
  const value = facts.further.find((figure) => figure.name === name)?.value;
  return <span className="tabular-nums">{value ?? t.notPublished}</span>;
}

/** The current status with its reason, and the earlier ones with their dates. */
export function EditionState({ edition, isNewest }: { edition: EditionFacts; isNewest: boolean }) {
  const { factor: t } = useMessages();
  const locale = useLocale();
  const { status, statusReason, stateChanges } = edition;
  return (
    <>
      {status === "active" ? (
        <Chip tone={isNewest ? "good" : "neutral"}>{isNewest ? t.newest : t.earlier}</Chip>
      ) : (
        <>
          <Chip tone={status === "withdrawn" || status === "anomalous" ? "bad" : "warning"}>
            {t.statusName[status] ?? status}
          </Chip>
          <span className="mt-1 block text-12 text-muted">{t.statusText[status]}</span>
          {statusReason && (
            <span className="mt-1 block text-12" lang="en">
              {statusReason}
            </span>
          )}
        </>
      )}
      {stateChanges.length > 0 && (
        <ol className="mt-2 space-y-1 text-12 text-muted" aria-label={t.stateHistory}>
          {stateChanges.map((change) => (
            <li key={`${change.changedOn} ${change.status}`}>
              <WholeDays>{formatDay(change.changedOn, locale)}</WholeDays>:{" "}
              {t.statusName[change.status] ?? change.status}
              {change.reason !== statusReason && <span lang="en"> · {change.reason}</span>}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
