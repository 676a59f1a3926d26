import { useEffect, useState } from "react";

/** A row is passed over quickly with the arrow keys: what is known of it is asked for when one stays. */
const STAY_MS = 250;

/** What the server knows of a record beside its cells: null while it is on its way. Another `key` asks anew. */
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
