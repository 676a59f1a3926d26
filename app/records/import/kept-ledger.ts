/** The file of an estimate that a visitor kept in this browser, to import it after sign-up. It is never sent on its own. */

const KEY = "truetonne.kept-ledger";
/** Browsers keep about five megabytes for a site, as text. */
export const MOST_KEPT_BYTES = 2 * 1024 * 1024;

export interface KeptLedger {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** @returns whether the browser keeps it */
export function keepLedger({ name, bytes }: { name: string; bytes: Uint8Array }): boolean {
  if (bytes.length > MOST_KEPT_BYTES) return false;
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  try {
    localStorage.setItem(KEY, JSON.stringify({ name, content: btoa(text) }));
    return true;
  } catch {
    return false;
  }
}

export function readKeptLedger(): KeptLedger | null {
  try {
    const { name, content } = JSON.parse(localStorage.getItem(KEY) ?? "null") as { name: string; content: string };
    return { name: String(name), bytes: Uint8Array.from(atob(content), (one) => one.charCodeAt(0)) };
  } catch {
    return null;
  }
}

export function forgetLedger(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
