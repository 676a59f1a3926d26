import { useId } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { TermId } from "./terms.ts";

/** A button that opens the explanation of a term next to it: by the browser's own popover, so that it needs no script. */
export function TermHint({ term }: { term: TermId }) {
  const { glossary } = useMessages();
  const id = useId();
  const { name, text } = glossary.terms[term];
  return (
    <>
      <button
        type="button"
        {...{ popovertarget: id }}
        aria-label={glossary.explain(name)}
        className="relative inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-muted align-middle text-[10px] leading-none font-semibold text-muted before:absolute before:-inset-1 hover:border-accent hover:text-accent touch:before:-inset-3.5 print:hidden"
      >
        <span aria-hidden="true">?</span>
      </button>
      <span
        id={id}
        {...{ popover: "auto" }}
        className="term-note rounded-6 bg-raised p-4 text-left text-14 font-normal text-ink shadow-float"
      >
        <strong className="block font-semibold">
          <UnitText text={name} wraps />
        </strong>
        <span className="mt-1 block">
          <UnitText text={text} wraps />
        </span>
      </span>
    </>
  );
}
