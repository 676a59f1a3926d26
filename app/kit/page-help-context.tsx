import { createContext, type ReactNode, useContext } from "react";

const PageHelpContext = createContext<ReactNode>(null);

/** Provides the help of a page to its head. Pages outside of an organization have none. */
export function PageHelpProvider({ help, children }: { help: ReactNode; children: ReactNode }) {
  return <PageHelpContext.Provider value={help}>{children}</PageHelpContext.Provider>;
}

export function usePageHelp(): ReactNode {
  return useContext(PageHelpContext);
}
