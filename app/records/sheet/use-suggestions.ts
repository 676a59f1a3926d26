import { useEffect, useRef, useState } from "react";
import type { FactorSuggestions } from "#emission-factors/suggestion.ts";

const PAUSE_MS = 160;
const NONE: FactorSuggestions = { sources: [], factors: [] };

/** Requests suggestions. Rejects if the server can't be reached. */
export type Suggester = (typed: string, signal: AbortSignal) => Promise<FactorSuggestions>;

export interface UsedSuggestions {
  found: FactorSuggestions;
  isSearching: boolean;
}

/** Suggestions for typed text after a short pause. Responses for older text are dropped. */
export function useSuggestions(typed: string, suggest: Suggester | null): UsedSuggestions {
  const [used, setUsed] = useState<UsedSuggestions>({ found: NONE, isSearching: false });
  const asker = useRef(suggest);
  asker.current = suggest;
  const isAsked = suggest !== null && typed.trim() !== "";
  useEffect(() => {
    if (!isAsked) return setUsed({ found: NONE, isSearching: false });
    const abort = new AbortController();
    setUsed(({ found }) => ({ found, isSearching: true }));
    const timer = setTimeout(async () => {
      try {
        const found = await asker.current!(typed.trim(), abort.signal);
        if (!abort.signal.aborted) setUsed({ found, isSearching: false });
      } catch {
        // Suggestions are optional. Without a network, source names are still offered.
        if (!abort.signal.aborted) setUsed({ found: NONE, isSearching: false });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [typed, isAsked]);
  return used;
}

export function makeSuggester(organizationId: string, row: { unit: string; facilityId: string | null }): Suggester {
  return async (typed, signal) => {
    const search = new URLSearchParams({
      q: typed,
      unit: row.unit,
      ...(row.facilityId && { facility: row.facilityId }),
    });
    const answer = await fetch(`/organizations/${organizationId}/factors/suggest?${search}`, { signal });
    if (!answer.ok) throw new Error(`suggestions answered ${answer.status}`);
    return (await answer.json()) as FactorSuggestions;
  };
}
