import { useEffect, useState } from "react";

/** Whether the page is hydrated. Never true on the server or without scripts. */
export function useScripts(): boolean {
  const [hasScripts, setScripts] = useState(false);
  useEffect(() => setScripts(true), []);
  return hasScripts;
}
