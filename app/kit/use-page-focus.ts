import { useLocation, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Prevents the loss of keyboard focus. If client-side navigation or an update removes the focused element, the content
 * takes the focus. Otherwise Tab would restart at the first link and a screen reader would stay silent. Escape closes a
 * floating `details` (marked `data-floats`) and returns to its button.
 */
export function usePageFocus() {
  const { key, hash } = useLocation();
  const { state } = useNavigation();
  const { state: revalidation } = useRevalidator();
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target as Element;
    };
    document.addEventListener("focusin", note);
    // Runs before other handlers of Escape, such as that of a surrounding panel.
    document.addEventListener("keydown", closeOnEscape, true);
    return () => {
      document.removeEventListener("focusin", note);
      document.removeEventListener("keydown", closeOnEscape, true);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them may have changed what is on the page
  useEffect(() => {
    const isLost = last.current?.isConnected === false && document.activeElement === document.body;
    // The browser focuses a fragment automatically.
    if (isLost && !hash) document.getElementById("content")?.focus({ preventScroll: true });
  }, [key, hash, state, revalidation]);
}

function closeOnEscape(event: KeyboardEvent) {
  if (event.key !== "Escape") return;
  const floating = document.activeElement?.closest<HTMLDetailsElement>("details[data-floats][open]");
  if (!floating) return;
  event.preventDefault();
  floating.open = false;
  floating.querySelector("summary")?.focus();
}
