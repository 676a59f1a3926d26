import { Form } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

/** Search of the factor library from anywhere. Ctrl K or ⌘ K focuses it once the page has its script. */
export function ShellSearch() {
  const { common } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const [shortcut, setShortcut] = useState<string>();
  useEffect(() => {
    setShortcut(/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K");
    const focusSearch = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      // The phone menu and the top bar each contain one, and only the visible one is rendered.
      if (!input.current?.checkVisibility()) return;
      event.preventDefault();
      input.current.focus();
    };
    document.addEventListener("keydown", focusSearch);
    return () => document.removeEventListener("keydown", focusSearch);
  }, []);
  return (
    <Form method="get" action="/factors" role="search" className="relative w-80 max-w-full max-desk:w-full">
      <Icon
        name="search"
        size={14}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        name="q"
        aria-label={common.searchFactors}
        placeholder={common.searchFactors}
        aria-keyshortcuts="Control+K Meta+K"
        className="h-8 w-full rounded-6 border border-line bg-raised pr-16 pl-8 text-14 hover:border-rule touch:h-11 touch:text-16"
      />
      {shortcut && (
        <kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-3 border border-rule px-1 font-sans text-11 text-muted">
          {shortcut}
        </kbd>
      )}
    </Form>
  );
}
