import { formatDecimal } from "#app/carbon/format.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { concludePrinted, type PrintedDifference } from "../printed/compare-printed-files.ts";
import type altered from "../verify-altered.en.ts";

interface Words {
  altered: typeof altered;
  listSeparator: string;
}

/** The result of comparing the pages, in one sentence. */
export function sayPrinted(printed: PrintedDifference, { altered }: Words, locale: Locale): string {
  const conclusion = concludePrinted(printed);
  if (printed.kind === "unread" || conclusion !== "differs")
    return altered.conclusion[conclusion as Exclude<typeof conclusion, "differs">];
  const figures = printed.changes.filter(({ kind }) => kind === "figure").length;
  const isWhole = printed.changes.every(({ kind }) => kind === "annotation" || kind === "layer" || kind === "scripts");
  if (figures > 0) return altered.differing(formatDecimal(`${figures}`, { locale }));
  return isWhole ? altered.noneDiffers : altered.pagesDiffer;
}

/** What of the file could not be read. */
export function sayUnread(printed: PrintedDifference, { altered, listSeparator }: Words): string[] {
  if (printed.kind === "unread") {
    if (printed.reason === "protected") return [altered.protected];
    return printed.reason === "too_large" ? [altered.tooLarge] : [];
  }
  const { unreadPages, recodedPages } = printed;
  return [
    ...(unreadPages.length > 0 ? [altered.unreadPages(listPages(unreadPages, listSeparator))] : []),
    ...(recodedPages.length > 0 ? [altered.recodedPages(listPages(recodedPages, listSeparator))] : []),
  ];
}

/** Page numbers, three and more in a row as a range. @param pages in their order */
export function listPages(pages: readonly number[], separator: string): string {
  const runs: number[][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last?.at(-1) === page - 1) last.push(page);
    else runs.push([page]);
  }
  return runs.flatMap((run) => (run.length > 2 ? `${run[0]}–${run.at(-1)}` : run.map(String))).join(separator);
}

/** What was compared. */
export function sayScope(printed: PrintedDifference, { altered }: Words): string[] {
  if (printed.kind === "unread") return [];
  if (printed.recodedPages.length > 0) return [altered.scope.figures];
  return [altered.scope[concludePrinted(printed) === "saved_again" ? "saved_again" : "text"]];
}
