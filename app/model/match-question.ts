import { z } from "zod";
import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import type { Judged, Prompt } from "./chat.ts";

/** A line without a factor, as a person typed it. */
export interface MatchLine {
  words: string;
  unit: string;
  category: string;
  country: string;
}

/** A factor that the search of the library offers. The model chooses among these ids only. */
export interface MatchChoice {
  id: string;
  name: string;
  nameZh: string;
  category: string;
  unit: string;
  place: string;
  publisher: string;
  edition: string;
}

export interface MatchSuggestion {
  /** Null if none of the offered factors fits. */
  factor: string | null;
  /** Other words for a search. */
  words: string[];
}

export function matchPrompt(line: MatchLine, choices: readonly MatchChoice[]): Prompt {
  return {
    instructions:
      "You help a person to choose an emission factor for a line of a ledger. " +
      "Choose the one id of 'choices' that fits the words, unit, category and country of 'line', or null if none fits. " +
      "Never invent an id, a figure or a unit. " +
      'Answer as {"factor": "<id>" or null, "words": [up to 3 other short search terms in English or Chinese]}.',
    facts: { line, choices },
  };
}

const Written = z.strictObject({
  factor: z.string().max(200).nullable(),
  words: z.array(z.string().trim().max(80)).max(3).default([]),
});

/** A factor that was not offered is refused as a whole. */
export function judgeMatch(written: unknown, choices: readonly MatchChoice[]): Judged<MatchSuggestion> {
  const read = Written.safeParse(written);
  if (!read.success) return { unusable: "wrong_shape" };
  const { factor } = read.data;
  const words = [...new Set(read.data.words.filter((one) => one !== ""))];
  if (factor !== null && !choices.some(({ id }) => id === factor)) return { unusable: "unknown_factor" };
  if (!words.every(isPlainLine)) return { unusable: "forbidden_text" };
  return factor === null && words.length === 0 ? { unusable: "nothing_found" } : { suggestion: { factor, words } };
}
