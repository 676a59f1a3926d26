import { useLocale } from "./i18n-context.tsx";

/** What stands between two sentences: a blank, which Chinese does without, as its full stop brings its own. */
export function SentenceGap() {
  return useLocale() === "zh" ? null : " ";
}
