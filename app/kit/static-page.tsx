import { createContext, useContext, useEffect } from "react";

/** A route's `handle` for a page that needs only the server's HTML, so the scripts of the product are left out. */
export const STATIC_PAGE = { isStatic: true } as const;

export function isStaticPage({ handle }: { handle: unknown }): boolean {
  return typeof handle === "object" && handle !== null && "isStatic" in handle && handle.isStatic === true;
}

/** Addresses of the scripts of static pages. Known on the server only, because in the browser they have already run. */
export interface PageScripts {
  /** Null in development, where the page uses the scripts of the product. */
  verify: string | null;
  estimate: string | null;
}

export const PageScriptsContext = createContext<PageScripts>({ verify: null, estimate: null });

export function usePageScripts(): PageScripts {
  return useContext(PageScriptsContext);
}

/** Reloads a static page that was opened through the client-side router. */
export function LeaveRouter() {
  useEffect(() => {
    if (import.meta.env.PROD) window.location.reload();
  }, []);
  return null;
}
