import { useEffect, useMemo, useRef, useState } from "react";
import { type ActivityFilter, filterKey } from "./activity-filter.ts";
import { type GridData, type GridExtent, type GridRecord, type RecordPiece, recordOf } from "./grid-data.ts";

/** The limit of a page. The server sends the records in parts. */
const MOST = 10_000;

interface Held {
  /** The page they belong to. A reloaded page loads them again. */
  head: GridData;
  extent: GridExtent;
  records: GridRecord[];
}

export interface HeldRecords {
  /** The grid with all records of the window, or with the initial ones while they load. */
  grid: GridData;
  /** Whether the window is loaded or can't be loaded. */
  isReady: boolean;
  /** Whether records for another filter are loading. */
  isOtherPart: boolean;
}

/**
 * The records of a page. It starts with a few and loads the others. If it holds all, filters apply in the browser.
 * Otherwise another filter loads other records. While offline, nothing changes, and loading continues later.
 *
 * @param namedId the record in the address, which is always included
 */
export function useHeldRecords(head: GridData, filter: ActivityFilter, namedId: string | null): HeldRecords {
  const [held, setHeld] = useState<Held | null>(() =>
    head.extent.isWhole || !head.extent.isHead ? asHeld(head) : null,
  );
  const [hasFailed, setFailed] = useState(false);
  const wanted = filterKey(filter);
  const latest = useRef(held);
  latest.current = held;
  const named = useRef(namedId);
  named.current = namedId;
  useEffect(() => {
    const isThere = (one: Held | null) => one?.head === head && (one.extent.isWhole || one.extent.filterKey === wanted);
    const abort = new AbortController();
    const ask = async () => {
      if (isThere(latest.current)) return;
      if (head.extent.isWhole) return setHeld(asHeld(head));
      setFailed(false);
      try {
        const fetched = await fetchRecords(head, new URLSearchParams(wanted), abort.signal);
        setHeld({ head, ...fetched, records: withNamed(fetched, recordOf(head, named.current ?? "")) });
      } catch {
        if (!abort.signal.aborted) setFailed(true);
      }
    };
    void ask();
    window.addEventListener("online", ask);
    return () => {
      window.removeEventListener("online", ask);
      abort.abort();
    };
  }, [head, wanted]);
  const grid = useMemo(() => (held ? { ...head, extent: held.extent, records: held.records } : head), [head, held]);
  const isOther = held !== null && !held.extent.isWhole && held.extent.filterKey !== wanted;
  return { grid, isReady: held !== null || hasFailed, isOtherPart: isOther && !hasFailed };
}

function asHeld(head: GridData): Held {
  return { head, extent: head.extent, records: head.records };
}

/** @throws Error if a part can't be loaded */
async function fetchRecords(
  { organizationId, inventoryId }: GridData,
  filter: URLSearchParams,
  signal: AbortSignal,
): Promise<Omit<Held, "head">> {
  // A record that moved in the meantime can occur twice.
  const records = new Map<string, GridRecord>();
  let extent: GridExtent | null = null;
  let after = "";
  for (;;) {
    const query = new URLSearchParams(extent?.isWhole ? "" : filter);
    query.set("inventory", inventoryId);
    if (after !== "") query.set("after", after);
    const response = await fetch(`/organizations/${organizationId}/activities/records.json?${query}`, { signal });
    if (!response.ok) throw new Error(`records.json answers ${response.status}`);
    const piece: RecordPiece = await response.json();
    extent ??= piece.extent;
    for (const record of piece.records) records.set(record.id, record);
    after = piece.records.at(-1)?.id ?? "";
    if (piece.isLast || records.size >= MOST) return { extent: extent!, records: [...records.values()].slice(0, MOST) };
  }
}

function withNamed({ extent, records }: Omit<Held, "head">, named: GridRecord | undefined): GridRecord[] {
  if (extent.isWhole || !named || records.some(({ id }) => id === named.id)) return records;
  return [named, ...records];
}
