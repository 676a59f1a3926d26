import type { PrintedChange } from "../printed/compare-printed-files.ts";
import type altered from "../verify-altered.en.ts";

/** A line of the table of differences. */
export interface DifferenceRow {
  where: string;
  issued: string;
  yours: string;
  isCode?: boolean;
}

const LONGEST_SHOWN = 40;
export const MOST_CHANGES_SHOWN = 50;

export function shorten(text: string, longest = LONGEST_SHOWN): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Figures first: they are what readers rely on. */
export function orderChanges(changes: readonly PrintedChange[]): PrintedChange[] {
  return [...changes.filter(({ kind }) => kind === "figure"), ...changes.filter(({ kind }) => kind !== "figure")];
}

/** @param none replaces an empty value */
export function describeChange(change: PrintedChange, words: typeof altered, none: string): DifferenceRow {
  switch (change.kind) {
    case "figure":
    case "text":
      return {
        where: placeOf(change, words),
        issued: shorten(change.issued) || none,
        yours: shorten(change.found) || none,
      };
    case "moved":
    case "hidden":
      return { where: placeOf(change, words), issued: shorten(change.issued), yours: words.found[change.kind] };
    case "other_text":
      return { where: words.page(`${change.page}`), issued: "", yours: words.found.otherText };
    case "page_added":
      return { where: words.page(`${change.page}`), issued: none, yours: words.found.pageAdded };
    case "page_removed":
      return { where: words.issuedPage(`${change.page}`), issued: "", yours: words.found.pageRemoved };
    case "annotation": {
      const name = words.annotation[change.subtype] ?? words.otherAnnotation;
      const yours = change.text ? `${name}: ${shorten(change.text)}` : name;
      return { where: words.page(`${change.page}`), issued: none, yours };
    }
    case "layer":
      return { where: words.layer, issued: none, yours: shorten(change.name) };
    case "scripts":
      return { where: words.scripts, issued: none, yours: words.found.scripts };
  }
}

function placeOf({ page, row }: { page: number; row: string }, words: typeof altered): string {
  return [words.page(`${page}`), ...(row ? [row] : [])].join(" · ");
}
