import { useLocation, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Keeps the keyboard from being lost. Where a page came without loading, or a part of one went, and took what had the
 * focus with it, the content takes the focus: otherwise Tab starts at the first link again, and a screen reader says
 * nothing. Escape closes a floating `details` (marked `data-floats`) and leads back to its button.
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
    // Before whatever else Escape closes, such as a panel around it.
    document.addEventListener("keydown", closeOnEscape, true);
    return () => {
      document.removeEventListener("focusin", note);
      document.removeEventListener("keydown", closeOnEscape, true);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them may have changed what is on the page
  useEffect(() => {
    const isLost = last.current?.isConnected === false && document.activeElement === document.body;
    // A fragment is where the browser goes by itself.
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
