import type { EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { countryOf } from "#app/carbon/factor/place.ts";
import { COUNTRY_CODES, countryName } from "#app/kit/country.ts";
import type { StatedText } from "./statements.ts";

/** A claim of a reason that the chosen factors contradict: what the reason names, and what the factors are. */
export interface Contradiction {
  code: "reason_region" | "reason_gases" | "reason_edition";
  stated: string;
  found: string;
}

type StatedFactor = Pick<
  EmissionFactor,
  "region" | "version" | "gases" | "gasesCo2e" | "dataYear" | "validFrom" | "source"
>;

/**
 * What a reason claims about region, split by gas and edition, compared with the factors of the source. Only claims that
 * can be read for certain count: a country by its name, the words for a split by gas, a year next to the word edition.
 */
export function findContradictions(reason: StatedText, factors: readonly StatedFactor[]): Contradiction[] {
  if (factors.length === 0) return [];
  return [
    findOtherRegion(reason, factors),
    findMissingSplit(reason, factors),
    findOtherEdition(reason, factors),
  ].filter((found) => found !== null);
}

/** Names in running text besides those of the standard, in both languages. */
const FURTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  CN: ["Chinese", "PRC", "生态环境部"],
  GB: ["UK", "British", "Great Britain", "DESNZ", "DEFRA"],
  US: ["US", "USA", "American", "EPA", "eGRID"],
  DE: ["German"],
  FR: ["French", "ADEME"],
  JP: ["Japanese"],
  KR: ["Korean", "韩国"],
  IN: ["Indian"],
  AU: ["Australian"],
  CA: ["Canadian"],
};

const NAMES: readonly (readonly [code: string, pattern: RegExp])[] = COUNTRY_CODES.map((code) => {
  const names = [countryName(code, "en"), countryName(code, "zh"), ...(FURTHER_NAMES[code] ?? [])];
  // pattern: our own text, names of countries.
  return [code, new RegExp(names.map(toPattern).join("|"), "u")];
});

/** Latin names are whole words: Niger is not in Nigeria, US not in use. */
function toPattern(name: string): string {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return /[A-Za-z]/.test(name) ? `(?<![A-Za-z])${literal}(?![A-Za-z])` : literal;
}

function findOtherRegion({ en, zh }: StatedText, factors: readonly StatedFactor[]): Contradiction | null {
  const countries = new Set(factors.flatMap(({ region }) => countryOf(region) ?? []));
  const named = NAMES.filter(([, pattern]) => pattern.test(en) || pattern.test(zh)).map(([code]) => code);
  // A reason may also name a country for which nothing is published.
  if (countries.size === 0 || named.length === 0 || named.some((code) => countries.has(code))) return null;
  return { code: "reason_region", stated: named.join(", "), found: [...countries].join(", ") };
}

const SPLIT = /\b(?:by|of each|for each|per) gas\b|分气体|按气体/u;
const NEGATED = /\b(?:no|not|without|never)\b|未|不|无|没有/u;

function findMissingSplit({ en, zh }: StatedText, factors: readonly StatedFactor[]): Contradiction | null {
  const claims = [en, zh].flatMap((text) => text.split(/[.;。；]/u)).filter((sentence) => SPLIT.test(sentence));
  if (!claims.some((sentence) => !NEGATED.test(sentence))) return null;
  const isSplit = factors.some(({ gases, gasesCo2e }) => Object.keys(gases ?? gasesCo2e ?? {}).length > 1);
  return isSplit ? null : { code: "reason_gases", stated: "", found: "" };
}

const EDITION =
  /\b(?:edition|release|version)s? (?:of )?((?:19|20)\d\d)\b|\b((?:19|20)\d\d) (?:edition|release|version)|((?:19|20)\d\d) ?年? ?版/gu;

function findOtherEdition({ en, zh }: StatedText, factors: readonly StatedFactor[]): Contradiction | null {
  const stated = [...`${en} ${zh}`.matchAll(EDITION)].map(([, after, before, han]) => after ?? before ?? han!);
  const known = factors.map(({ version, dataYear, validFrom, source }) =>
    [version, dataYear, validFrom, source?.title].join(" "),
  );
  const other = stated.find((year) => !known.some((texts) => texts.includes(year)));
  if (other === undefined) return null;
  return {
    code: "reason_edition",
    stated: other,
    found: [...new Set(factors.map(({ version }) => version))].join(", "),
  };
}
