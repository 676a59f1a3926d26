import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { concludePrinted, type PrintedDifference } from "../printed/compare-printed-files.ts";

/** The result of comparing the pages, in one sentence, and what was compared. Never that the file is the issued one. */
export function PrintedConclusion({ printed }: { printed: PrintedDifference }) {
  const { altered } = useMessages().verify.page;
  const conclusion = concludePrinted(printed);
  const details = useDetails(printed);
  return (
    <div className="pt-3">
      <p className="text-16 font-semibold">{useSentence(printed)}</p>
      {details.map((detail) => (
        <p key={detail} className="mt-1 text-14">
          {detail}
        </p>
      ))}
      {printed.kind === "compared" && (
        <p className="mt-1 text-14 text-muted">
          {altered.scope[conclusion === "saved_again" ? "saved_again" : "text"]}
        </p>
      )}
      <p className="mt-1 text-14 text-muted">{altered.notIssued}</p>
    </div>
  );
}

function useSentence(printed: PrintedDifference): string {
  const { altered } = useMessages().verify.page;
  const locale = useLocale();
  const conclusion = concludePrinted(printed);
  if (printed.kind === "unread" || conclusion !== "differs")
    return altered.conclusion[conclusion as Exclude<typeof conclusion, "differs">];
  const figures = printed.changes.filter(({ kind }) => kind === "figure").length;
  const isWhole = printed.changes.every(({ kind }) => kind === "annotation" || kind === "layer" || kind === "scripts");
  if (figures > 0) return altered.differing(formatDecimal(`${figures}`, { locale }));
  return isWhole ? altered.noneDiffers : altered.pagesDiffer;
}

function useDetails(printed: PrintedDifference): string[] {
  const { altered, listSeparator } = useMessages().verify.page;
  if (printed.kind === "unread") {
    if (printed.reason === "protected") return [altered.protected];
    return printed.reason === "too_large" ? [altered.tooLarge] : [];
  }
  const pages = printed.unreadPages;
  return pages.length === 0 ? [] : [altered.unreadPages(pages.join(listSeparator))];
}
