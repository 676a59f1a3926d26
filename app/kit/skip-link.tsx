import { useMessages } from "./i18n-context.tsx";

/** The first keyboard stop: skips the navigation to `<main id="content">`. */
export function SkipLink() {
  const { common } = useMessages();
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-6 bg-raised px-4 py-2 text-14 font-medium text-accent focus:translate-y-0 focus:shadow-float"
    >
      {common.skipToContent}
    </a>
  );
}
