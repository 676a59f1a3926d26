import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { HistoryList } from "../audit-trail/history-list.tsx";
import type { HistoryEvent } from "../audit-trail/trail-view.ts";
import { useMessages } from "../i18n-context.tsx";

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

/** What happened to the record beside the sheet; its own page has the same in full width. */
export function RecordHistory({ organizationId, recordId, version, evidenceChanges }: RecordHistoryProps) {
  const { activity, auditTrail } = useMessages();
  const { panel: t } = activity;
  const address = `/organizations/${organizationId}/activities/${recordId}/history`;
  const events = useHistory(`${address}.json`, version, evidenceChanges);
  if (version === 0) return <p className="text-12 text-muted">{t.historyNew}</p>;
  if (events === "failed") return <p className="text-12 text-muted">{t.historyFailed}</p>;
  if (events === null) return <p className="text-12 text-muted">{t.historyLoading}</p>;
  return (
    <>
      <HistoryList events={events} isNarrow />
      <Link to={address} className="text-12 text-link">
        {auditTrail.recordTitle}
      </Link>
    </>
  );
}

function useHistory(address: string, version: number, evidenceChanges: number): HistoryEvent[] | "failed" | null {
  const [history, setHistory] = useState<HistoryEvent[] | "failed" | null>(null);
  useEffect(() => {
    if (version === 0) return;
    setHistory(null);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`${address}?v=${version}.${evidenceChanges}`, { signal: abort.signal });
        const body = answer.ok ? await answer.json() : null;
        setHistory(body?.events ?? "failed");
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
