/** Lines of a table that are no records: totals and footnotes. */

const STRICT =
  /^(本?(小|合|总|共|累)计|总和|(全?年|年度|本年|月度|分厂|全厂)(合|总|小|累)计|(grand|sub|sub-|running|year|annual)?\s*totals?|sum)$/i;
const LOOSE = /(小计|合计|总计|共计|累计)|^((grand|sub)[\s-]?)?totals?\b|\b(sub)?[\s-]?totals?$/i;
const NOTE =
  /^(注|备注|说明|制表|审核|填表|填报|复核|单位负责人|数据来源|来源|note|notes|remark|source|prepared|printed|reviewed|footnote)\s*\d*\s*[:：.、]/i;
const LONGEST_LABEL = 40;

/** `strict`: the text is nothing but the word for a total. `loose`: it has such a word. */
export function totalWord(text: string): TotalWord {
  if (text.length < 2 || text.length > LONGEST_LABEL) return null;
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  const found = findWord(text);
  KNOWN.set(text, found);
  return found;
}

type TotalWord = "strict" | "loose" | null;

/** A file says the same few hundred names over and over. */
const KNOWN = new Map<string, TotalWord>();
const MOST_KNOWN = 2000;

function findWord(text: string): TotalWord {
  const label = text
    .normalize("NFKC")
    .replace(/[\s:]+$/, "")
    .replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, "$1")
    .trim();
  if (STRICT.test(label)) return "strict";
  return LOOSE.test(label) ? "loose" : null;
}

export function isNote(text: string): boolean {
  return NOTE.test(text.trim());
}
