import { Link } from "@remix-run/react";
import { useId } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { HELP_AREAS, type HelpArea } from "./help-area.ts";

/**
 * A button in the head of a page that opens what the page is, what to do on it, and its terms. The browser's own popover
 * opens it, so it needs no script, and `Esc` closes it.
 */
export function PageHelp({ area }: { area: HelpArea }) {
  const { help: t, glossary } = useMessages();
  const id = useId();
  const { what, next } = t.areas[area];
  return (
    <>
      <button
        type="button"
        {...{ popovertarget: id }}
        aria-label={t.open}
        className="relative inline-flex size-6 shrink-0 items-center justify-center rounded-full border border-muted text-14 leading-none font-semibold text-muted hover:border-accent hover:text-accent touch:before:absolute touch:before:-inset-2.5 print:hidden"
      >
        <span aria-hidden="true">?</span>
      </button>
      <section
        id={id}
        aria-label={t.open}
        {...{ popover: "auto" }}
        className="term-note rounded-6 bg-raised p-4 text-left text-14 font-normal text-ink shadow-float"
      >
        <p className="font-semibold">{t.what}</p>
        <p className="mt-1">{what}</p>
        <p className="mt-3 font-semibold">{t.next}</p>
        <p className="mt-1">{next}</p>
        <p className="mt-3 font-semibold">{t.terms}</p>
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {HELP_AREAS[area].terms.map((term) => (
            <li key={term}>
              <Link to={`/glossary#${term}`} className="text-link touch:inline-block touch:py-2">
                {glossary.terms[term].name}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
