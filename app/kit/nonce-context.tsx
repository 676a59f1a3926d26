import { createContext, useContext } from "react";

/** The nonce for the page's own inline scripts. Browsers hide it from scripts, so it is empty there. */
export const NonceContext = createContext<string>("");

export function useNonce(): string {
  return useContext(NonceContext);
}
