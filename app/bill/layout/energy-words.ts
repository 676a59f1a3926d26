import type { Energy } from "#app/bill/bill.ts";

/** Words of what is supplied, most telling first. */
const WORDS: readonly [Energy, RegExp][] = [
  [
    "heat",
    /热力|供热|供暖|蒸汽|热水|district heat|steam|fernwärme|chauffage urbain|teleriscaldamento|stadsverwarming/i,
  ],
  [
    "fuel",
    /汽油|柴油|煤油|燃料油|成品油|液化石油气|煤炭|原煤|diesel|petrol|gasoline|heating oil|heizöl|lpg|fioul|gas[óo]leo/i,
  ],
  ["gas", /天然气|燃气|煤气|natural gas|erdgas|\bgas\b|gaz naturel|gas natural|aardgas/i],
  ["water", /水费|自来水|水冰雪|供水|污水|\bwater\b|trinkwasser|\beau potable\b|\bagua\b|\bacqua\b|drinkwater/i],
  ["electricity", /供电|电费|用电|电力|电量|electric|strom|électricité|elettric|elektriciteit|stroom/i],
];

/** Null if no word, or words of more than one. */
export function energyOf(text: string): Energy | null {
  const found = WORDS.filter(([, pattern]) => pattern.test(text)).map(([energy]) => energy);
  return found.length === 1 ? found[0]! : null;
}

/** Of an item of an invoice: the first word counts, because a name has few. */
export function energyOfItem(name: string): Energy | null {
  return WORDS.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
