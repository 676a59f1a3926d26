import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { HistoryList } from "#app/trail/history-list.tsx";
import type { HistoryEvent } from "#app/trail/trail-view.ts";
import { useRecordJson } from "./use-record-json.ts";

interface RecordHistoryProps {
  organizationId: string;
  recordId: string;
  /** A new version reloads the history. */
  version: number;
  /** The number of changes besides cells. A new number also reloads the history. */
  changes: number;
}

/** The history of the record in the panel. Its own page shows the same in full width. */
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
