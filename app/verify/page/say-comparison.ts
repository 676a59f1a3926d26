import { formatDecimal } from "#app/carbon/format.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { type BundleComparison, isDifference } from "./compare-with-bundle.ts";
import { describeChange, MOST_CHANGES_SHOWN, orderChanges } from "./printed-rows.ts";
import { sayPrinted, sayScope, sayUnread } from "./say-printed.ts";

/** The comparison of a file with the PDF in a bundle, as lines of text: the conclusion, then each change with its page. */
export function sayComparison(compared: BundleComparison, isKeyConfirmed: boolean, locale: Locale): string[] {
  const { page } = translator(locale).verify;
  const { altered, differs } = page;
  if (!isDifference(compared)) return [altered.bundle[compared]];
  const { printed } = compared;
  if (printed === null) return [];
  const changes = printed.kind === "compared" ? orderChanges(printed.changes) : [];
  const rows = changes.slice(0, MOST_CHANGES_SHOWN).map((change) => {
    const { where, issued, yours } = describeChange(change, altered, differs.none);
    return issued === "" ? altered.bundle.found(where, yours) : altered.bundle.change(where, issued, yours);
  });
  const more = changes.length - rows.length;
  return [
    sayPrinted(printed, page, locale),
    ...sayUnread(printed, page),
    ...rows,
    ...(more > 0 ? [altered.more(formatDecimal(`${more}`, { locale }))] : []),
    ...sayScope(printed, page),
    ...(printed.kind === "compared" ? [altered.bundle.compared] : []),
    ...(isKeyConfirmed ? [] : [altered.bundle.unconfirmed]),
    altered.notIssued,
    "",
  ];
}
