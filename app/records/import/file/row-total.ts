/** Rows that are not records: totals and footnotes. */
import { normalText } from "#app/encoding/text/normal-text.ts";
import { remembering } from "#app/number/remember.ts";

const STRICT =
  /^(本?(小|合|总|共|累)计|总和|(全?年|年度|本年|月度|分厂|全厂)(合|总|小|累)计|(grand|sub|sub-|running|year|annual)?\s*totals?|sum)$/i;
const LOOSE = /(小计|合计|总计|共计|累计)|^((grand|sub)[\s-]?)?totals?\b|\b(sub)?[\s-]?totals?$/i;
const NOTE =
  // pattern: at most 200 characters, the words that begin a note.
  /^(注|备注|说明|制表|审核|填表|填报|复核|单位负责人|数据来源|来源|note|notes|remark|source|prepared|printed|reviewed|footnote)\s*\d*\s*[:：.、]/i;
const LONGEST_LABEL = 40;

/** `strict`: the text is only a word for a total. `loose`: it contains one. */
export function totalWord(text: string): TotalWord {
  if (text.length < 2 || text.length > LONGEST_LABEL) return null;
  if (!NOTABLE.test(text)) return null;
  return wordOf(text);
}

type TotalWord = "strict" | "loose" | null;

/**
 * Characters that normalization can change, or that every word for a total contains. Most texts have neither, so they
 * are skipped quickly.
 */
const NOTABLE = /[^\x20-\x7e\u4e00-\u9fff]|计|总|[Tt][Oo][Tt][Aa][Ll]|[Ss][Uu][Mm]/;
const wordOf = remembering(findWord);

function findWord(text: string): TotalWord {
  const label = normalText(text, "NFKC")
    // pattern: at most 200 characters, a label has 40 before it is normalised.
    .replace(/[\s:]+$/, "")
    .replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, "$1")
    .trim();
  if (STRICT.test(label)) return "strict";
  return LOOSE.test(label) ? "loose" : null;
}

export function isNote(text: string): boolean {
  return NOTE.test(text.trim().slice(0, 200));
}
