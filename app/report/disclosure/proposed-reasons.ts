import type { StatedText } from "./statements.ts";

/** Reasons that fit most companies, by path, in both languages. A person has to confirm each of them. */
export const PROPOSED_REASONS: Record<string, StatedText> = {
  "notSignificant.6": {
    en: "The company knows of no indirect emissions from other sources.",
    zh: "公司未发现其他来源的间接排放。",
  },
};
