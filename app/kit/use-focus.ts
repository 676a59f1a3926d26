import { type RefObject, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";

interface FocusOptions {
  isThere?: boolean;
  /** When it goes, the focus returns to where it was. */
  givesBack?: boolean;
}

/** What concerns the focus is done before the page is painted; on the server there is none. */
export const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * Gives an element the focus when it appears, before it is painted: who answers what they see already types into it. An
 * element that the server drew is seen long before the scripts come; whoever is at work in a field by then stays there.
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
