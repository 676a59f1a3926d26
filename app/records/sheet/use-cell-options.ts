import { normalText } from "#app/encoding/text/normal-text.ts";
import { localName } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { CellChoice } from "./cell-text.ts";
import type { CellOption } from "./option-list.tsx";
import type { useSuggestions } from "./use-suggestions.ts";

const SHOWN_CHOICES = 60;

/** The column's options, then sources found by synonyms, then library factors. */
export function useCellOptions(
  shown: CellChoice[],
  { found, all }: { found: ReturnType<typeof useSuggestions>["found"] | null; all: CellChoice[] },
): CellOption[] {
  const { carbon } = useMessages();
  const locale = useLocale();
  const own: CellOption[] = shown.map((choice) => ({
    ...choice,
    key: `own ${choice.text}`,
    group: "own",
    offer: null,
  }));
  if (!found) return own;
  const named = new Set(own.map(({ text }) => text));
  const known = new Set(all.map(({ text }) => text));
  for (const { id, name, category } of found.sources) {
    const text = localName(name, locale);
    if (named.has(text) || !known.has(text)) continue;
    named.add(text);
    const about = (carbon.category as Record<string, string>)[category] ?? "";
    own.push({ key: id, text, about, group: "own", offer: null });
  }
  const offers = found.factors.map((offer): CellOption => {
    return { key: `${offer.factor} ${offer.via}`, text: "", about: "", group: "library", offer };
  });
  return [...own, ...offers];
}

/** Options that contain the typed text, or the first ones. */
export function matchingChoices(choices: CellChoice[], typed: string): CellChoice[] {
  const wanted = normalText(typed, "NFKC").trim().toLowerCase();
  const isMatch = ({ text, about }: CellChoice) =>
    normalText(`${text} ${about}`, "NFKC").toLowerCase().includes(wanted);
  return choices.filter((choice) => wanted === "" || isMatch(choice)).slice(0, SHOWN_CHOICES);
}
