import { createContext, useContext } from "react";

/** The nonce that lets the page's own inline scripts run; the browser never shows it to scripts, so it is empty there. */
export const NonceContext = createContext<string>("");

export function useNonce(): string {
  return useContext(NonceContext);
}
