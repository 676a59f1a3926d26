import { z } from "zod";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import type { Judged, Prompt } from "./chat.ts";
import { type DraftRefusal, findRefusal } from "./text-claims.ts";

type InBoth = Record<ContentLanguage, string>;

/** What a model may write from: names on record, and no figure. */
export interface TextFacts {
  organization: InBoth;
  consolidation: InBoth;
  facilities: (InBoth & { country: string })[];
  sources: (InBoth & { category: string })[];
  categoriesWithRecords: InBoth[];
  categoriesWithoutRecords: InBoth[];
}

/** A text to draft. */
export interface TextTask {
  /** Path of the text among the answers of the checklist. */
  id: string;
  /** What the text is for. */
  purpose: string;
  /** Empty in a language without a text. */
  saved: InBoth;
  /** The languages to draft. */
  languages: ContentLanguage[];
}

export interface TextSuggestion {
  drafts: { id: string; language: ContentLanguage; text: string }[];
  /** Drafts that are not shown. */
  refused: { id: string; language: ContentLanguage; reason: DraftRefusal }[];
}

export function textPrompt(facts: TextFacts, tasks: readonly TextTask[]): Prompt {
  return {
    instructions:
      "You draft short texts for a greenhouse gas report. A person corrects and saves them. " +
      "Write each text of 'texts' in its 'languages': plain business English, and Chinese as companies in China write it. " +
      "Use only what 'facts' and the 'saved' text hold. Where one language is saved, translate it exactly. " +
      "Write no figure, digit or count. Name scopes as direct or indirect emissions. " +
      "Name no method, data quality, uncertainty grade, standard, verification or approval that is not in the saved text. " +
      'Answer as {"texts": {"<id>": {"en": "...", "zh": "..."}}} with only the languages asked for.',
    facts: { facts, texts: tasks },
  };
}

const Draft = z.strictObject({ en: z.string().max(2000).optional(), zh: z.string().max(2000).optional() });
const Written = z.strictObject({ texts: z.record(z.string().max(100), Draft) });

/** A draft with a figure or a claim of its own is left out. A text that was not asked for refuses the whole. */
export function judgeTexts(written: unknown, facts: TextFacts, tasks: readonly TextTask[]): Judged<TextSuggestion> {
  const read = Written.safeParse(written);
  if (!read.success) return { unusable: "wrong_shape" };
  const names = namesIn(facts);
  const suggestion: TextSuggestion = { drafts: [], refused: [] };
  for (const [id, draft] of Object.entries(read.data.texts)) {
    const task = tasks.find((one) => one.id === id);
    if (!task) return { unusable: "wrong_shape" };
    for (const language of task.languages) {
      const text = draft[language]?.trim() ?? "";
      if (!isPlainText(text)) return { unusable: "forbidden_text" };
      if (text === "") continue;
      const reason = findRefusal(text, language, { names, saved: Object.values(task.saved) });
      if (reason) suggestion.refused.push({ id, language, reason });
      else suggestion.drafts.push({ id, language, text });
    }
  }
  if (suggestion.drafts.length > 0) return { suggestion };
  return { unusable: suggestion.refused[0]?.reason ?? "no_text" };
}

function namesIn(facts: TextFacts): string[] {
  const { organization, consolidation, facilities, sources, categoriesWithRecords, categoriesWithoutRecords } = facts;
  const all = [organization, consolidation, ...facilities, ...sources];
  return [...all, ...categoriesWithRecords, ...categoriesWithoutRecords].flatMap(({ en, zh }) => [en, zh]);
}
