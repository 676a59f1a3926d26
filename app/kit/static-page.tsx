import { createContext, useContext, useEffect } from "react";

/** A route's `handle` on a page that is whole as the server writes it: the product's own scripts are left out of it. */
export const STATIC_PAGE = { isStatic: true } as const;

export function isStaticPage({ handle }: { handle: unknown }): boolean {
  return typeof handle === "object" && handle !== null && "isStatic" in handle && handle.isStatic === true;
}

/** Addresses of the scripts that a static page may name; the server knows them, in the browser they have run. */
export interface PageScripts {
  /** Null while developing: the page then runs with the product's own scripts. */
  verify: string | null;
}

export const PageScriptsContext = createContext<PageScripts>({ verify: null });

export function usePageScripts(): PageScripts {
  return useContext(PageScriptsContext);
}

/** Whoever comes to a static page by the product's router has it loaded as a page of its own. */
export function LeaveRouter() {
  useEffect(() => {
    if (import.meta.env.PROD) window.location.reload();
  }, []);
  return null;
}
