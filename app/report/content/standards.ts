import type { StandardEdition } from "../model.ts";
import type { Words } from "./words.ts";

/** Standards with their editions in one phrase: `ISO 14064-1:2018, GHG Protocol Corporate Standard (2004)`. */
export function listStandards(standards: StandardEdition[], words: Words): string {
  return standards.map((standard) => nameStandard(standard, words)).join(words.t.listSeparator);
}

function nameStandard({ name, edition }: StandardEdition, { t }: Words): string {
  if (!edition) return name;
  if (name.startsWith("GB")) return `${name}-${edition}`;
  return name.startsWith("ISO") ? `${name}:${edition}` : t.standard(name, edition);
}
