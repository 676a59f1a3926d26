import { useEffect, useState } from "react";

/** Whether the page's scripts are at work: never on the server, nor where there are none. */
export function useScripts(): boolean {
  const [hasScripts, setScripts] = useState(false);
  useEffect(() => setScripts(true), []);
  return hasScripts;
}
