import type { ContentLanguage } from "#app/encoding/language.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";

/** Why a drafted text is not shown. A key of the messages. */
export type DraftRefusal = "own_figure" | "own_claim" | "other_language";

/** What no name on record excuses, since a name may be written to make a model repeat it. */
const NEVER_BY_NAME = {
  verification:
    /\b(?:verif|assur(?:ance|ed)|audit|certif|accredit|validat|attest|third[- ]part|independent|approv|reviewe[dr])\w*|核查|核验|验证|鉴证|审计|审核|审定|认证|第三方|独立|批准|核准|复核/i,
  promise:
    /\b(?:carbon|climate|emission)[- ](?:neutral|free)|\bnet[- ]zero\b|\bzero emissions?\b|碳中和|净零|零排放|零碳/i,
  address: /https?:|www\.|@/i,
};

/** What only a person may claim. English and Chinese words of one idea, since a draft may translate it. */
const CLAIMS: Readonly<Record<string, RegExp>> = {
  ...NEVER_BY_NAME,
  standard:
    /\b(?:ISO|GHG Protocol|IPCC|GB|EN|PAS|SBTi?|CSRD|ESRS|CDP|CBAM|TCFD|DEFRA|EPA|FSC|LEED)\b|\b(?:standard|guideline|protocol|regulation|compl(?:y|ie[sd]|iant|iance)|conform|accordance)|标准|指南|规范|规程|国标|议定书|法规|符合|合规/i,
  method:
    /\b(?:method|monte carlo|measur|meter(?:ed|ing)|calculat|estimat|mass balance|propagat|simulat|confidence)|\b(?:operational|financial) control\b|\bequity share\b|\b(?:market|location|spend|distance)[- ]based\b|\bsupplier[- ]specific\b|\b(?:default|average) (?:factor|data)|方法|测量|实测|计量|计算|估算|蒙特卡|物料平衡|误差传[递播]|控制权|股权比例|基于市场|基于位置|缺省|置信|模拟/i,
  grade:
    /\b(?:low|medium|high)(?:er|est)?\b|\b(?:negligib|minimal|immaterial|insignifican|reliab|accura|precis|robust|complete(?:ness|ly)?\b|conservativ|grade|tier|quality)|可忽略|微不足道|可靠|准确|精确|完整|等级|质量|保守|不确定性?[很较极为]?[高低中]|[较很极][高低]/i,
};

const WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:hundred|thousand|million|billion|dozen|third|quarter)s?|half|halved|twice|doubled?|tripled?)\b/gi;
const HAN = "二三四五六七八九十";
const HAN_NUMBER =
  /(?<=[百千]分之)[一两二三四五六七八九十百千万亿]{1,8}|[两二三四五六七八九十百千万亿半零]{1,8}[多余]?(?=[成倍吨个家座处台套条项种类名人年月日度元辆间公立点]|千[瓦克米]|(?<![百千])分之|平方)|一(?=[成倍吨半])/g;

/** Every figure in a text, in one form for both languages. A spelled number counts, and so does a percent sign. */
export function figuresOf(text: string): Set<string> {
  const flat = normalText(text, "NFKC");
  const found = new Set<string>();
  for (const [digits] of flat.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "").matchAll(/\p{N}+(?:\.\p{N}+)*/gu))
    found.add(digits);
  for (const [word] of flat.matchAll(WORD)) found.add(figureOf(WORDS.indexOf(word.toLowerCase()), word));
  for (const [han] of flat.matchAll(HAN_NUMBER)) found.add(figureOf([...HAN].indexOf(han.replace("两", "二")), han));
  if (/%|‰|\bper ?cent|百分|千分之/i.test(flat)) found.add("%");
  return found;
}

/** A word without a value of its own is a figure on its own. */
function figureOf(index: number, word: string): string {
  return index < 0 ? word.toLowerCase() : String(index + 2);
}

/** What a draft may name: names that are on record, and what a person saved for the same text before. */
export interface Given {
  names: readonly string[];
  saved: readonly string[];
}

/** A single letter as a name would excuse it everywhere, and so would a number. */
const isExcuse = (name: string) =>
  name.length > 1 && /\p{L}/u.test(name) && !Object.values(NEVER_BY_NAME).some((claim) => claim.test(name));

/** The reason why a draft is not shown, or null. A name on record is no figure, and no claim of a method or standard. */
export function findRefusal(draft: string, language: ContentLanguage, { names, saved }: Given): DraftRefusal | null {
  const own = names
    .map((name) => normalText(name, "NFKC"))
    .filter(isExcuse)
    .sort((a, b) => b.length - a.length)
    .reduce((text, name) => text.replaceAll(name, " · "), normalText(draft, "NFKC"));
  const known = normalText(saved.join("\n"), "NFKC");
  const figures = figuresOf(known);
  if ([...figuresOf(own)].some((figure) => !figures.has(figure))) return "own_figure";
  if (Object.values(CLAIMS).some((claim) => claim.test(own) && !claim.test(known))) return "own_claim";
  return isIn(language, own) ? null : "other_language";
}

/** Words that English sentences have, and other languages in Latin letters do not. */
const ENGLISH = /\b(?:the|and|of|are|is|for|with|this|that|from|by|to|it|its|all)\b/i;

function isIn(language: ContentLanguage, text: string): boolean {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const [latin, han] = [count(/\p{Script=Latin}/gu), count(/\p{Script=Han}/gu)];
  if (count(/\p{L}/gu) > latin + han) return false;
  return language === "en" ? han === 0 && ENGLISH.test(text) : han > 0 && han * 3 >= latin;
}
