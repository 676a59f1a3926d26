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
    "time",
    "passenger_distance",
  ],
  heat: ["pieces", "packs", "distance", "nights", "mass_distance", "time"],
  steam: ["pieces", "packs", "distance", "nights", "mass_distance", "time"],
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
  if (value.id === "booking" && !isAside && segment !== first) score += 28;
  const isInCylinders = HELD_IN_CYLINDERS.has(value.kind) && IN_CYLINDERS.test(base.line.text);
  if (isInCylinders) score += 20;
  else if (MATTER.has(value.kind) && all.some((one) => isHeadOf(one, found))) score -= 20;
  if (word === "gas" && all.some((one) => one.value.kind === "gas" || one.value.id === "industrial-gas")) score -= 40;
  if (HELD_IN_CYLINDERS.has(value.kind) && /^(cyls?|cylinders?|钢瓶|气瓶)$/iu.test(base.line.unit.trim())) score += 30;
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

const MATTER: ReadonlySet<Kind> = new Set<Kind>(["fuel", "electricity", "heat", "steam", "water", "sewage", "waste"]);
const HELD_IN_CYLINDERS: ReadonlySet<Kind> = new Set<Kind>(["gas", "fuel"]);
const HEADS: ReadonlySet<Kind> = new Set<Kind>(["goods", "equipment", "service"]);

/** The last word of a compound is what is bought: `添加剂` of `汽油添加剂`, `hob` of `gas hob`. */
function isHeadOf({ value, start, segment }: Found<Concept>, { end, segment: own }: Found<Concept>): boolean {
  return start >= end && start - end < 2 && segment === own && HEADS.has(value.kind);
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
  "audit",
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

/** Words of services that are also places where goods are used. */
const PLACES: ReadonlySet<string> = new Set(["食堂", "餐厅", "canteen", "staff canteen", "kantine", "restaurant"]);
const AMOUNTS: ReadonlySet<Measure> = new Set<Measure>(["mass", "volume", "packs", "pieces"]);

function isUnfit({ value: { kind }, word }: Found<Concept>, { unit, line }: Base): boolean {
  if (PLACES.has(word) && AMOUNTS.has(unit.measure)) return true;
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

/** An unknown word in money on such an account may be a fuel as well as a purchase. */
export const ENERGY_ACCOUNTS: ReadonlySet<AccountKind> = new Set<AccountKind>(["fuel", "energy", "vehicle", "water"]);

/** Units that prove a fuel, an energy or a waste, although a word behind it is not known. */
const PROVING: Partial<Record<Kind, readonly Measure[]>> = {
  fuel: ["mass", "volume", "energy"],
  electricity: ["energy"],
  heat: ["energy", "mass", "area"],
  steam: ["energy", "mass", "volume"],
  water: ["volume", "mass"],
  sewage: ["volume", "mass"],
  waste: ["mass", "volume"],
  travel: ["passenger_distance", "distance", "nights", "time"],
};

const COUNTED: ReadonlySet<Kind> = new Set<Kind>(["waste", "travel"]);

/** With an unknown word behind it, the known one may only be what a thing is for: `柴油` of `柴油添加剂`. */
export function isOfAnother({ value: { id, kind } }: Found<Concept>, { unit, accounts, line }: Base): boolean {
  if (id === "rent" && ENERGY_ACCOUNTS.has(accounts[0]!)) return true;
  const proving = PROVING[kind];
  if (!proving || proving.includes(unit.measure)) return false;
  if (kind === "fuel" && IN_CYLINDERS.test(line.text)) return false;
  const isSupported = accounts.some((one) => ACCOUNT_SUPPORTS[one]?.includes(kind));
  return !(isSupported && (unit.measure === "money" || unit.measure === "none" || COUNTED.has(kind)));
}

/** A general word such as `consultancy` behind words that no list knows. */
export function isBroad(
  { value, start, segment }: Found<Concept>,
  all: readonly Found<Concept>[],
  tokens: readonly Token[],
): boolean {
  if (!GENERIC.has(value.id)) return false;
  const known = placesOf(all, tokens);
  const before = tokens.filter((token, at) => at < start && token.segment === segment && !known.has(at));
  return before.some(({ text }) => /^[a-z]{4,}$/.test(text));
}

function placesOf(all: readonly Found<Concept>[], tokens: readonly Token[]): Set<number> {
  const spans = [...all, ...knownWordsIn(tokens)];
  return new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
}

/** Words after the one that decided, in its segment, that no list knows: `不锈钢水槽` is read as steel only. */
export function hasUnknownHead(
  { end, segment, word }: Found<Concept>,
  all: readonly Found<Concept>[],
  tokens: readonly Token[],
): boolean {
  const known = placesOf(all, tokens);
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
  const next = tokens[end];
  const isThing = next?.segment === segment && !known.has(end) && THINGS.test(next.text);
  return han.length >= 2 || latin.length >= 1 || isPartOfWord || isThing;
}

/** Single characters that make a thing of the substance before them: `桶` of `垃圾桶`. */
const THINGS = /^[桶箱袋罐盒泵阀枪表机炉灯池井站柜盖垫仪器剂棒架车船]$/u;
