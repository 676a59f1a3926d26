/** English → Chinese names of activities, from the maintained file `glossary.csv`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsvRecords } from "../csv.ts";
import { regionOfCountry } from "./region.ts";

export type Glossary = (segments: readonly string[]) => string;

/** A name is translated only if all of its parts have a Chinese term. */
export function readGlossary(libraryFolder: string): Glossary {
  const terms = new Map<string, string>();
  for (const entry of parseCsvRecords(readFileSync(join(libraryFolder, "glossary.csv"), "utf8"))) {
    terms.set(normalizeTerm(entry.en ?? ""), entry.zh ?? "");
  }
  return (segments) => {
    const parts = segments.map((segment) => translateSegment(terms, segment));
    return parts.includes(undefined) ? "" : parts.join(" · ");
  };
}

function translateSegment(terms: Map<string, string>, segment: string): string | undefined {
  const direct = terms.get(normalizeTerm(segment));
  if (direct !== undefined) return direct;
  // Refrigerants and gases have the same code in both languages. "model year" and tonnages are a number with a word.
  if (/^(R-?\d|HF[CEO]|HC?FC|CFC|PFC|Halon|HCFE|PFPMIE)[\w-]*\*?$/i.test(segment)) return segment;
  const year = /^model year (.+)$/.exec(segment);
  if (year?.[1] !== undefined) return `车型年份 ${year[1]}`;
  // pattern: our own text, a publication in the library.
  const size = /^([\d–,+ -]+?)\s*(dwt|TEU|CEU|LM|m3)$/.exec(segment);
  if (size?.[1] !== undefined && size[2] !== undefined) return `${size[1]} ${SIZE_WORDS[size[2]]}`;
  return chineseCountry(segment) ?? chineseCountry(segment.replace(/^Electricity: /, ""), "电力：");
}

const countries = new Intl.DisplayNames(["zh-Hans"], { type: "region" });

function chineseCountry(name: string, prefix = ""): string | undefined {
  const code = regionOfCountry(name);
  return code === undefined ? undefined : `${prefix}${countries.of(code)}`;
}

const SIZE_WORDS: Record<string, string> = { dwt: "载重吨", TEU: "标准箱", CEU: "车位", LM: "车道米", m3: "立方米" };

function normalizeTerm(term: string): string {
  return term.trim().toLowerCase().replace(/\s+/g, " ");
}
