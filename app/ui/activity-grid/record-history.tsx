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

/** A file that was attached or taken off. */
interface EvidenceEvent {
  kind: "attached" | "detached";
  name: string;
  reason: string;
  authorName: string;
  createdAt: string;
}

interface History {
  versions: RecordVersion[];
  evidence: EvidenceEvent[];
}

interface RecordHistoryProps {
  organizationId: string;
  recordId: string;
  /** A new version loads the history anew. */
  version: number;
  /** How often evidence was attached or taken off here: another count loads it anew too. */
  evidenceChanges: number;
}

/** A row is passed over quickly with the arrow keys: its history is asked for when one stays. */
const STAY_MS = 250;

export function RecordHistory({ organizationId, recordId, version, evidenceChanges }: RecordHistoryProps) {
  const { activity } = useMessages();
  const { panel: t } = activity;
  const address = `/organizations/${organizationId}/activities/${recordId}/history`;
  const history = useHistory(address, version, evidenceChanges);
  if (version === 0) return <p className="text-12 text-muted">{t.historyNew}</p>;
  if (history === "failed") return <p className="text-12 text-muted">{t.historyFailed}</p>;
  if (history === null) return <p className="text-12 text-muted">{t.historyLoading}</p>;
  const { versions, evidence } = history;
  const entries = [
    ...versions.map((one, index) => ({
      at: one.createdAt,
      key: `version ${one.version}`,
      entry: <Version version={one} before={versions[index + 1]} />,
    })),
    ...evidence.map((one) => ({
      at: one.createdAt,
      key: `${one.kind} ${one.createdAt} ${one.name}`,
      entry: <EvidenceChange event={one} />,
    })),
  ].sort((one, other) => (one.at < other.at ? 1 : -1));
  return (
    <ol className="space-y-3">
      {entries.map(({ key, entry }) => (
        <li key={key} className="flex gap-2.5 text-14">
          {entry}
        </li>
      ))}
    </ol>
  );
}

function EvidenceChange({ event }: { event: EvidenceEvent }) {
  const { evidence: t } = useMessages();
  const sentence = event.kind === "attached" ? t.attachedEvent(event.name) : t.detachedEvent(event.name, event.reason);
  return <Told authorName={event.authorName} at={event.createdAt} sentences={[sentence]} />;
}

function useHistory(address: string, version: number, evidenceChanges: number): History | "failed" | null {
  const [history, setHistory] = useState<History | "failed" | null>(null);
  useEffect(() => {
    if (version === 0) return;
    setHistory(null);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`${address}?v=${version}.${evidenceChanges}`, { signal: abort.signal });
        const body = answer.ok ? await answer.json() : null;
        setHistory(body ?? "failed");
      } catch {
        if (!abort.signal.aborted) setHistory("failed");
      }
    }, STAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [address, version, evidenceChanges]);
  return history;
}

function Version({ version, before }: { version: RecordVersion; before: RecordVersion | undefined }) {
  const { activity } = useMessages();
  const sentences = sentencesOf(version, before, activity);
  return <Told authorName={version.authorName} at={version.createdAt} sentences={sentences} />;
}

/** What somebody did, by whom and when. */
function Told({ authorName, at, sentences }: { authorName: string; at: string; sentences: string[] }) {
  const { activity } = useMessages();
  const locale = useLocale();
  const name = authorName || activity.panel.formerMember;
  return (
    <>
      <span
        aria-hidden="true"
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-complete text-11 font-semibold text-accent"
      >
        {[...name][0]}
      </span>
      <div className="min-w-0">
        {sentences.map((sentence) => (
          <p key={sentence} className="break-words">
            {sentence}
          </p>
        ))}
        <p className="text-12 text-muted">
          {name} · <time dateTime={at}>{formatInstant(at, locale)}</time>
        </p>
      </div>
    </>
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
