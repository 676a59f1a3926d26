import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { PrintedDifference } from "../printed/compare-printed-files.ts";
import { sayPrinted, sayScope, sayUnread } from "./say-printed.ts";

/** The result of comparing the pages, in one sentence, and what was compared. Never that the file is the issued one. */
export function PrintedConclusion({ printed }: { printed: PrintedDifference }) {
  const { page } = useMessages().verify;
  const locale = useLocale();
  return (
    <div className="pt-3">
      <p className="text-16 font-semibold">{sayPrinted(printed, page, locale)}</p>
      {sayUnread(printed, page).map((detail) => (
        <p key={detail} className="mt-1 text-14">
          {detail}
        </p>
      ))}
      {[...sayScope(printed, page), page.altered.notIssued].map((text) => (
        <p key={text} className="mt-1 text-14 text-muted">
          {text}
        </p>
      ))}
    </div>
  );
}
