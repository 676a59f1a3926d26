import { type RefObject, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";

interface FocusOptions {
  isThere?: boolean;
  /** Returns the focus when the element disappears. */
  givesBack?: boolean;
}

/** Focus changes run before the page is painted. On the server there is no layout effect. */
export const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * Focuses an element when it appears, before it is painted, so that users who react to it already type into it. A
 * server-rendered element is visible long before hydration, so the focus stays in a field where the user already works.
 */
export function useFocus(element: RefObject<HTMLElement>, { isThere = true, givesBack = false }: FocusOptions = {}) {
  const isHydrating = useSyncExternalStore(noChanges, isNotHydrating, isHydratingThen);
  const isFromServer = useRef(isHydrating);
  useBeforePaint(() => {
    const before = document.activeElement;
    const isAtWork = isFromServer.current && before !== document.body;
    isFromServer.current = false;
    if (!isThere || isAtWork) return;
    element.current?.focus();
    return () => {
      if (givesBack && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [element, isThere, givesBack]);
}

const noChanges = () => () => {};
const isNotHydrating = () => false;
const isHydratingThen = () => true;
