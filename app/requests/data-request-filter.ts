import type { DataRequestRow } from "./data-request-row.ts";
import { DATA_REQUEST_STATES, type DataRequestState } from "./data-request-state.ts";

/** What a list of requests is narrowed to; it stands in the address. */
export interface DataRequestFilter {
  state: DataRequestState | "";
  words: string;
}

export function filterOf(search: URLSearchParams): DataRequestFilter {
  const state = DATA_REQUEST_STATES.find((one) => one === search.get("state")) ?? "";
  return { state, words: (search.get("q") ?? "").trim().slice(0, 200) };
}

/** Every word must be in the recipient's name or address, or in the name of a source or its facility. */
export function narrow(rows: DataRequestRow[], { state, words }: DataRequestFilter): DataRequestRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (state !== "" && row.state !== state) return false;
    const names = row.sources.flatMap(({ name, facility }) => [name.en, name.zh, facility.en, facility.zh]);
    const text = [row.recipientName, row.recipientEmail, ...names].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
