import { useEffect, useState } from "react";
import type { ActivityEntry, ActivityField } from "#app/carbon/activity-entry.ts";
import { formatInstant } from "../format-day.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";

/** One version of a record as the history address answers it, newest first. */
export interface RecordVersion {
  version: number;
  entry: ActivityEntry;
  isDeleted: boolean;
  isImported: boolean;
  reason: string;
  authorName: string;
  createdAt: string;
}

interface RecordHistoryProps {
  organizationId: string;
  recordId: string;
  /** A new version loads the history anew. */
  version: number;
}

/** A row is passed over quickly with the arrow keys: its history is asked for when one stays. */
const STAY_MS = 250;

export function RecordHistory({ organizationId, recordId, version }: RecordHistoryProps) {
  const { activity } = useMessages();
  const { panel: t } = activity;
  const versions = useVersions(`/organizations/${organizationId}/activities/${recordId}/history`, version);
  if (version === 0) return <p className="text-12 text-muted">{t.historyNew}</p>;
  if (versions === "failed") return <p className="text-12 text-muted">{t.historyFailed}</p>;
  if (versions === null) return <p className="text-12 text-muted">{t.historyLoading}</p>;
  return (
    <ol className="space-y-3">
      {versions.map((one, index) => (
        <Version key={one.version} version={one} before={versions[index + 1]} />
      ))}
    </ol>
  );
}

function useVersions(address: string, version: number): RecordVersion[] | "failed" | null {
  const [versions, setVersions] = useState<RecordVersion[] | "failed" | null>(null);
  useEffect(() => {
    if (version === 0) return;
    setVersions(null);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`${address}?v=${version}`, { signal: abort.signal });
        const body = answer.ok ? await answer.json() : null;
        setVersions(body ? body.versions : "failed");
      } catch {
        if (!abort.signal.aborted) setVersions("failed");
      }
    }, STAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [address, version]);
  return versions;
}

function Version({ version, before }: { version: RecordVersion; before: RecordVersion | undefined }) {
  const { activity } = useMessages();
  const locale = useLocale();
  const name = version.authorName || activity.panel.formerMember;
  return (
    <li className="flex gap-2.5 text-14">
      <span
        aria-hidden="true"
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-complete text-11 font-semibold text-accent"
      >
        {[...name][0]}
      </span>
      <div className="min-w-0">
        {sentencesOf(version, before, activity).map((sentence) => (
          <p key={sentence} className="break-words">
            {sentence}
          </p>
        ))}
        <p className="text-12 text-muted">
          {name} · <time dateTime={version.createdAt}>{formatInstant(version.createdAt, locale)}</time>
        </p>
      </div>
    </li>
  );
}

type ActivityMessages = ReturnType<typeof useMessages>["activity"];

function sentencesOf(version: RecordVersion, before: RecordVersion | undefined, activity: ActivityMessages): string[] {
  const { panel: t, field: names } = activity;
  if (version.isDeleted) return [t.historyDeleted(t.reason[version.reason] ?? version.reason)];
  if (!before) return [version.isImported ? t.historyImported : t.historyEntered];
  const fields = (Object.keys(names) as ActivityField[]).filter(
    (field) => version.entry[field] !== before.entry[field],
  );
  const shown = (text: string) => text || activity.grid.empty;
  const changes = fields.map((field) =>
    t.historyChanged(names[field], shown(before.entry[field]), shown(version.entry[field])),
  );
  if (before.isDeleted) return [t.historyRestored, ...changes];
  return changes.length > 0 ? changes : [t.historyUnchanged];
}
