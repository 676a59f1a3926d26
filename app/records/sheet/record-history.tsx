import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { HistoryList } from "#app/trail/history-list.tsx";
import type { HistoryEvent } from "#app/trail/trail-view.ts";
import { useRecordJson } from "./use-record-json.ts";

interface RecordHistoryProps {
  organizationId: string;
  recordId: string;
  /** A new version loads the history anew. */
  version: number;
  /** How often something beside its cells was changed here: another count loads it anew too. */
  changes: number;
}

/** What happened to the record beside the sheet; its own page has the same in full width. */
export function RecordHistory({ organizationId, recordId, version, changes }: RecordHistoryProps) {
  const { activity, auditTrail } = useMessages();
  const { panel: t } = activity;
  const address = `/organizations/${organizationId}/activities/${recordId}/history`;
  const [history] = useRecordJson<{ events: HistoryEvent[] }>(`${address}.json`, `${version}.${changes}`, version > 0);
  if (version === 0) return <p className="text-12 text-muted">{t.historyNew}</p>;
  if (history === "failed") return <p className="text-12 text-muted">{t.historyFailed}</p>;
  if (history === null) return <p className="text-12 text-muted">{t.historyLoading}</p>;
  return (
    <>
      <HistoryList events={history.events} isNarrow />
      <Link to={address} className="text-12 text-link">
        {auditTrail.recordTitle}
      </Link>
    </>
  );
}
