import { useEffect, useState } from "react";

/** Delay before loading, so that moving through rows with the arrow keys sends no requests. */
const STAY_MS = 250;

/** Loads data of a record other than its cells. Null while loading. Another `key` reloads it. */
export function useRecordJson<T>(address: string, key: string, isSaved: boolean) {
  const [answer, setAnswer] = useState<T | "failed" | null>(null);
  useEffect(() => {
    if (!isSaved) return;
    setAnswer(null);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`${address}?v=${key}`, { signal: abort.signal });
        setAnswer(response.ok ? ((await response.json()) as T) : "failed");
      } catch {
        if (!abort.signal.aborted) setAnswer("failed");
      }
    }, STAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [address, key, isSaved]);
  return [answer, setAnswer] as const;
}
