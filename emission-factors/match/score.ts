import type { AccountKind } from "./accounts.ts";
import type { Concept, Kind } from "./concept.ts";
import { knownWordsIn } from "./dictionary.ts";
import type { Measure } from "./measure.ts";
import type { Base } from "./reading.ts";
import type { Found, Token } from "./tokens.ts";

const UNFIT: Partial<Record<Kind, readonly Measure[]>> = {
  fuel: ["pieces", "distance", "mass_distance", "passenger_distance", "nights", "time", "area", "capacity"],
  electricity: [
    "pieces",
    "mass",
    "volume",
    "packs",
    "distance",
    "mass_distance",
    "nights",
    "area",
    "passenger_distance",
  ],
  heat: ["pieces", "packs", "distance", "nights", "mass_distance"],
  steam: ["pieces", "packs", "distance", "nights", "mass_distance"],
  gas: ["energy", "distance", "mass_distance", "nights", "area"],
  refill: ["energy", "distance", "mass_distance", "nights"],
  goods: ["energy", "mass_distance", "passenger_distance", "nights", "time", "capacity"],
  equipment: ["energy", "volume", "mass", "packs", "mass_distance", "passenger_distance", "nights", "distance", "area"],
  service: ["energy", "mass_distance", "passenger_distance", "nights", "distance"],
  travel: ["energy", "mass", "volume", "mass_distance", "packs"],
  commuting: ["energy", "mass", "volume", "mass_distance", "packs"],
  freight: ["energy", "passenger_distance", "nights"],
  waste: ["energy", "distance", "mass_distance", "nights", "passenger_distance"],
  sewage: ["energy", "distance", "mass_distance", "nights"],
  water: ["energy", "distance", "mass_distance", "nights", "pieces"],
};

const ACCOUNT_SUPPORTS: Partial<Record<AccountKind, readonly Kind[]>> = {
  fuel: ["fuel", "steam"],
  energy: ["electricity", "heat", "steam", "cooling", "fuel", "water"],
  water: ["water", "sewage"],
  travel: ["travel"],
  commuting: ["commuting", "travel"],
  freight: ["freight"],
  vehicle: ["fuel"],
  materials: ["goods"],
  consumables: ["goods"],
  office: ["goods", "service"],
  services: ["service"],
  subcontract: ["service"],
  waste: ["waste", "sewage"],
  scrap: ["waste"],
  assets: ["equipment"],
  nothing: ["nothing"],
  repair: ["refill", "service"],
};

/** How well a word of the text fits as what the line is. Only the order of scores matters. */
export function scoreOf(found: Found<Concept>, all: readonly Found<Concept>[], base: Base): number {
  const { value, start, end, segment, isAside, word } = found;
  const main = all.filter((one) => !one.isAside);
  const first = (main.length > 0 ? main : all)[0]!.segment;
  let score = segment === first && (!isAside || main.length === 0) ? 50 : isAside ? 0 : 22;
  const beside = all.filter((one) => one.segment === segment && one !== found);
  score += 3 * beside.filter((one) => one.end <= end).length;
  score += Math.min(4, end - start) + start / (base.tokens.length + 1);
  if (isUnfit(found, base)) score -= 60;
  if (value.id === "commuting:any") score -= 30;
  if (value.kind === "unclear") score -= 25;
  if (GENERIC.has(value.id)) {
    const telling = all.filter((one) => !GENERIC.has(one.value.id) && isSameMatter(one.value.kind, value));
    if (telling.some((one) => one.segment === segment)) score -= 10;
    else if (telling.length > 0 && SPREAD.has(value.kind)) score -= 35;
  }
  if (isSingle(word)) score -= 10;
  if (base.accounts.some((kind) => ACCOUNT_SUPPORTS[kind]?.includes(value.kind))) score += 12;
  return score;
}

/** Kinds whose telling word may be in another piece: `Skip hire - rubble`. */
const SPREAD: ReadonlySet<Kind> = new Set<Kind>(["waste"]);
const BEFORE_GENERIC: ReadonlySet<Kind> = new Set<Kind>(["commuting", "freight", "travel", "service", "waste"]);

function isSameMatter(kind: Kind, generic: Concept): boolean {
  return kind === generic.kind || (ANY_SERVICE.has(generic.id) && BEFORE_GENERIC.has(kind));
}

/** Payments for a service of any kind: 租赁费, 代理费, 服务费. */
const ANY_SERVICE: ReadonlySet<string> = new Set(["rent", "agency", "business-support"]);

/** Words that stand behind a more telling one: 咨询 in 环评咨询, `disposal`, a brand that sells many things. */
const GENERIC: ReadonlySet<string> = new Set([
  ...ANY_SERVICE,
  "consulting",
  "association",
  "testing",
  "machining-service",
  "machine-repair",
  "engineering",
  "molds-consumable",
  "industrial-machine",
  "freight:road",
  "waste:commercial",
  "waste:recyclables",
  "waste:household",
  "car",
  "auxiliaries",
  "scrap-metal",
  "steel",
  "plastic-engineering",
  "paper",
  "hardware",
  "electronic-parts",
  "other-food",
  "printing",
]);

function isSingle(word: string): boolean {
  return /^\p{Script=Han}$/u.test(word);
}

const MEASURED: ReadonlySet<Kind> = new Set<Kind>(["fuel", "electricity", "heat", "steam", "cooling", "water"]);
const IN_CYLINDERS = /\bcyls?\b|cylinder|瓶装|罐装|桶装|\d\s*(kg|lb|公斤)/iu;

function isUnfit({ value: { kind } }: Found<Concept>, { unit, line }: Base): boolean {
  if (!UNFIT[kind]?.includes(unit.measure)) return false;
  if (kind === "electricity" && /^units?$/i.test(line.unit.trim())) return false;
  return !(kind === "fuel" && unit.measure === "pieces" && IN_CYLINDERS.test(line.text));
}

/** Units that leave no doubt of what they measure. */
export const TELLING: ReadonlySet<Measure> = new Set<Measure>([
  "energy",
  "mass_distance",
  "passenger_distance",
  "nights",
]);

/**
 * A fuel or an energy counted in pieces, or a thing counted in kWh or nights: the line is of something else, whose word
 * is not known (a petrol can).
 */
export function isOfUnknown(found: Found<Concept>, base: Base): boolean {
  const { measure } = base.unit;
  if (!isUnfit(found, base)) return false;
  if (TELLING.has(measure)) return found.value.kind !== "nothing" && found.value.kind !== "unclear";
  return MEASURED.has(found.value.kind) && measure !== "area" && measure !== "capacity";
}

/** Words after the one that decided, in its segment, that no list knows: `不锈钢水槽` is read as steel only. */
export function hasUnknownHead(
  { end, segment, word }: Found<Concept>,
  all: readonly Found<Concept>[],
  tokens: readonly Token[],
): boolean {
  const known = new Set(all.flatMap((one) => Array.from({ length: one.end - one.start }, (_, at) => one.start + at)));
  for (const { start, end: last } of knownWordsIn(tokens)) for (let at = start; at < last; at += 1) known.add(at);
  const rest = tokens.filter(
    (token, at) => at >= end && token.segment === segment && !known.has(at) && !/\d/.test(token.text),
  );
  const han = rest.filter(
    ({ text }) => /\p{Script=Han}/u.test(text) && !/[费款等用类月日年第号费型式级号份元度批米]/u.test(text),
  );
  const latin = rest.filter(({ text }) => /^[a-z]{3,}$/.test(text));
  const isPartOfWord =
    isSingle(word) &&
    tokens.some((token, at) => token.segment === segment && !known.has(at) && /\p{Script=Han}/u.test(token.text));
  return han.length >= 2 || latin.length >= 1 || isPartOfWord;
}
