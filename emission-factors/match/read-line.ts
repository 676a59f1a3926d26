import { type AccountKind, readAccount } from "./accounts.ts";
import { CATEGORY_OF_ACCOUNT, CATEGORY_OF_UNIT, categoryOf } from "./category.ts";
import type { Concept, Kind } from "./concept.ts";
import { CONCEPTS, conceptsIn, directionsIn, gasIn, gradesIn, marksIn, TERMS, usesIn } from "./dictionary.ts";
import { FUELS } from "./families.ts";
import { readUnit } from "./measure.ts";
import type { Base, LedgerLine, Origin, Reading } from "./reading.ts";
import { ENERGY_ACCOUNTS, hasUnknownHead, isBroad, isOfAnother, isOfUnknown, scoreOf, TELLING } from "./score.ts";
import { cutTokens, type Found, findMisspelt, type Token } from "./tokens.ts";

/** Reads what a line is: first its words, then its supplier, then its account. */
export function readLine(line: LedgerLine): Reading {
  const tokens = cutTokens(line.text);
  const base = {
    line,
    unit: readUnit(line.unit),
    accounts: readAccount(line.account ?? ""),
    tokens,
    marks: marksIn(tokens),
  };
  const gasCode = gasIn(tokens);
  for (const [origin, found] of sources(line, tokens)) {
    if (found.length === 0) continue;
    const ranked = found.map((one) => ({ one, score: scoreOf(one, found, base) })).sort((a, b) => b.score - a.score);
    const { one: best, score } = ranked[0]!;
    if (origin === "spelling" && isOfUnknown(best, base)) continue;
    if (origin === "text" && !gasCode && isOfUnknown(best, base)) return fromUnit(base);
    const hasTail = hasUnknownHead(best, found, tokens);
    if (origin === "text" && !gasCode && (hasTail || isBroad(best, found, tokens)) && isOfAnother(best, base))
      return fromUnit(base);
    const rival = ranked.find(({ one: { value } }) => value.kind !== best.value.kind);
    const isContested = rival !== undefined && score - rival.score < 8;
    const isPartial = origin === "text" && (hasTail || isBroad(best, found, tokens));
    return decide({ ...base, origin, isContested, isPartial }, best, { all: found, gasCode: gasCode?.key ?? null });
  }
  if (gasCode) return { ...empty(base), kind: "gas", gas: gasCode.key, word: gasCode.key, category: "fugitive" };
  return fromNothing(base);
}

function* sources(line: LedgerLine, tokens: readonly Token[]): Generator<[Origin, Found<Concept>[]]> {
  yield ["text", conceptsIn(tokens)];
  yield ["text", gradesIn(tokens)];
  yield ["spelling", findMisspelt(TERMS, tokens)];
  const supplier = conceptsIn(cutTokens(line.supplier ?? ""));
  yield ["supplier", supplier.filter(({ value }) => SUPPLIER_KINDS.has(value.kind))];
  const account = conceptsIn(cutTokens(line.account ?? ""));
  yield ["account", account.filter(({ value }) => ACCOUNT_KINDS.has(value.kind))];
}

/** What a supplier sells, if it is only one thing. */
const SUPPLIER_KINDS: ReadonlySet<Kind> = new Set<Kind>([
  "electricity",
  "fuel",
  "freight",
  "travel",
  "water",
  "service",
]);
const ACCOUNT_KINDS: ReadonlySet<Kind> = new Set<Kind>(["electricity", "water", "nothing", "steam", "heat"]);

type Beside = { all: readonly Found<Concept>[]; gasCode: string | null };

function decide(
  base: Base & Pick<Reading, "origin" | "isContested" | "isPartial">,
  best: Found<Concept>,
  { all, gasCode }: Beside,
): Reading {
  const facts = asWaste(
    asGas({ concept: best.value, kind: best.value.kind, gas: null, stream: null }, base, { all, gasCode }),
    best,
    base,
    all,
  );
  const { concept, kind, gas, stream } = asUsed(facts, base, all);
  const word = kind === "gas" && gasCode !== null ? gasCode : best.word;
  const reading = { ...base, concept, kind, word, isMobile: isMobile(concept, base), stream, gas };
  return { ...reading, category: categoryOf(reading) };
}

type Facts = { concept: Concept; kind: Kind; gas: string | null; stream: string | null };

/** A greenhouse gas by its code, or the gas that is refilled. */
function asGas(facts: Facts, { unit, marks }: Base, { all, gasCode }: Beside): Facts {
  const { concept, kind } = facts;
  const isMachine = kind === "equipment" && unit.measure !== "mass" && unit.measure !== "packs" && !marks.has("refill");
  if (gasCode && !isMachine && kind !== "nothing" && kind !== "waste") return { ...facts, kind: "gas", gas: gasCode };
  const isRefilled = unit.measure === "mass" && marks.has("refill") && (kind === "goods" || kind === "equipment");
  const named = kind === "refill" || isRefilled ? all.find(({ value }) => isGas(value)) : undefined;
  if (named) return { ...facts, concept: named.value, kind: "gas", gas: named.value.id.slice(4) };
  return isGas(concept) ? { ...facts, gas: concept.id.slice(4) } : facts;
}

function isGas({ id }: Concept): boolean {
  return id.startsWith("gas:") && id !== "gas:mix";
}

/** Waste that is bought for the furnace, and materials that leave the site. */
function asWaste(facts: Facts, best: Found<Concept>, base: Base, all: readonly Found<Concept>[]): Facts {
  const { concept, kind } = facts;
  if (kind === "waste") {
    const bought = buysBack(concept.id.slice(6), base);
    if (bought) return { ...facts, concept: bought, kind: "goods" };
    const named = ANY_STREAM.has(concept.id)
      ? all.find((one) => one.segment === best.segment && isMaterial(one))
      : null;
    return { ...facts, stream: named?.value.stream ?? concept.id.slice(6) };
  }
  if (kind === "fuel" || kind === "travel") {
    return isDisposed(base) ? { ...facts, kind: "waste", stream: kind === "fuel" ? "hazardous" : null } : facts;
  }
  if ((kind !== "goods" && kind !== "equipment") || !isLeaving(best, base)) return facts;
  if (kind === "equipment" && isSoldOn(base)) return { ...facts, kind: "nothing" };
  return { ...facts, kind: "waste", stream: concept.stream ?? (kind === "equipment" ? "metal" : "commercial") };
}

/** What the unit, the country or a verb changes. */
function asUsed(facts: Facts, { line, unit, marks, accounts }: Base, all: readonly Found<Concept>[]): Facts {
  const { concept, kind } = facts;
  if (line.country === "US" && concept.id === "fuel:natural-gas" && /^gal/i.test(line.unit.trim())) {
    return { ...facts, concept: CONCEPT_BY_ID.get("fuel:petrol")! };
  }
  if (concept.id === "fuel:other-coal-gas" && unit.measure === "packs") {
    return { ...facts, concept: CONCEPT_BY_ID.get("fuel:lpg")! };
  }
  if (kind === "fuel" && marks.has("cleaning") && /kerosene|diesel|petrol/.test(concept.id)) {
    return { ...facts, kind: "goods", concept: CONCEPT_BY_ID.get("petrol-solvent")! };
  }
  if (kind === "electricity" && unit.measure === "capacity") return { ...facts, kind: "nothing" };
  if (kind === "equipment" && marks.has("repair")) {
    const isVehicle = ["car", "truck", "van"].includes(concept.id);
    return { ...facts, kind: "service", concept: CONCEPT_BY_ID.get(isVehicle ? "vehicle-repair" : "machine-repair")! };
  }
  // A cylinder or tank that is rented is no fuel.
  if (kind === "fuel" && all.some(({ value }) => value.id === "rent" || value.id === "equipment-rental")) {
    return { ...facts, kind: "service", concept: CONCEPT_BY_ID.get("equipment-rental")! };
  }
  const rentsThing = ({ value }: Found<Concept>) =>
    value.kind === "goods" || (value.kind === "equipment" && value.category === undefined);
  if (concept.id === "rent" && all.some(rentsThing)) {
    return { ...facts, concept: CONCEPT_BY_ID.get("equipment-rental")! };
  }
  if (kind === "travel" && accounts[0] === "freight") {
    return { ...facts, kind: "freight", concept: CONCEPT_BY_ID.get("freight:road")! };
  }
  const isCommuting = kind === "travel" && (marks.has("commuting") || accounts[0] === "commuting");
  return isCommuting ? { ...facts, kind: "commuting" } : facts;
}

const LEAVING_ACCOUNTS: readonly AccountKind[] = ["scrap", "waste"];
const BUYING_ACCOUNTS: readonly AccountKind[] = ["materials", "consumables", "building", "office"];

/** Streams of anything: a material in front of them is more telling. */
const ANY_STREAM: ReadonlySet<string> = new Set(["waste:recyclables", "waste:commercial"]);

function isMaterial({ value }: Found<Concept>): boolean {
  return value.kind === "goods" && value.stream !== undefined;
}

/** A word for disposal on an account for waste: what else the word means does not matter. */
function isDisposed({ tokens, accounts }: Base): boolean {
  return accounts[0] === "waste" && directionsIn(tokens).some(({ value }) => value === "leaving");
}

/** A machine that is sold to be used: no waste. */
function isSoldOn({ line, tokens, accounts }: Base): boolean {
  const ways = directionsIn(tokens).filter(({ value }) => value === "leaving");
  const isSale = /\b(sale|sold|resale)\b|出售|变卖|转让/iu.test(line.text);
  return accounts[0] !== "scrap" && isSale && ways.some(isUsed) && ways.every(({ word }) => SOLD_ON.has(word));
}

function isUsed({ word }: { word: string }): boolean {
  return word === "used" || word === "old" || word === "旧";
}

const SOLD_ON: ReadonlySet<string> = new Set(["used", "old", "旧", "sold", "出售", "变卖"]);

/** A material with a word such as 废, `scrap` or `sold` beside it, or on an account for waste. */
function isLeaving({ value, start }: Found<Concept>, { tokens, accounts, marks }: Base): boolean {
  if (marks.has("treating")) return false;
  const directions = directionsIn(tokens);
  if (directions.some(({ value: way }) => way === "bought")) return false;
  if (accounts.includes("assets") && directions.every(isUsed)) return false;
  const isScrap = value.id.endsWith("-scrap");
  const words = directions.filter(({ value: way }) => way === "leaving");
  const hasWord = words.some((one) => one.start !== start || one.word !== "used");
  if (accounts.some((kind) => LEAVING_ACCOUNTS.includes(kind))) {
    return (
      hasWord ||
      isScrap ||
      accounts[0] === "scrap" ||
      (value.kind === "goods" && accounts[0] === "waste" && value.stream !== undefined)
    );
  }
  if (accounts.some((kind) => BUYING_ACCOUNTS.includes(kind))) return false;
  return hasWord && (value.stream !== undefined || value.kind === "equipment");
}

/** What is bought where a word for waste is on an account for materials: scrap for the furnace. */
const BOUGHT_AS: Readonly<Record<string, string>> = {
  steel: "steel-scrap",
  metal: "steel-scrap",
  recyclables: "steel-scrap",
  aluminium: "aluminium-scrap",
  copper: "copper",
  paper: "paper",
  board: "cartons",
  plastic: "plastic-engineering",
};

function buysBack(stream: string, { tokens, accounts }: Base): Concept | null {
  const id = BOUGHT_AS[stream];
  if (!id) return null;
  const isBought = directionsIn(tokens).some(({ value }) => value === "bought");
  const onMaterials = accounts[0] === "materials";
  if (!isBought && !onMaterials) return null;
  return CONCEPT_BY_ID.get(id) ?? null;
}

const CONCEPT_BY_ID = new Map(CONCEPTS.map((one) => [one.id, one]));

function isMobile(concept: Concept, { tokens, accounts }: Base): boolean {
  const uses = usesIn(tokens);
  if (uses.length > 0) return uses.includes("mobile") && (!uses.includes("stationary") || uses[0] === "mobile");
  if (accounts.includes("vehicle") || accounts.includes("travel")) return true;
  const byNature = FUELS[concept.id.replace("fuel:", "")]?.isMobile ?? false;
  if (concept.id === "fuel:petrol") return true;
  return byNature && !accounts.includes("fuel") && !accounts.includes("energy");
}

function empty(base: Base): Reading {
  return {
    ...base,
    concept: null,
    kind: "unclear",
    word: "",
    origin: "text",
    isContested: false,
    isPartial: false,
    category: null,
    isMobile: false,
    stream: null,
    gas: null,
  };
}

/** No known word: the account gives the category, and nothing else is certain. */
function fromNothing(base: Base): Reading {
  const kind = base.accounts[0];
  const byAccount = kind && CATEGORY_OF_ACCOUNT[kind];
  if (byAccount || kind === "nothing" || base.tokens.length === 0) {
    return { ...empty(base), category: byAccount ?? null, origin: "account" };
  }
  return fromUnit(base);
}

/** What it is remains unknown. The unit gives the category, if it can. */
function fromUnit(base: Base): Reading {
  const byAccount = base.accounts.map((kind) => CATEGORY_OF_ACCOUNT[kind]).find((one) => one !== undefined);
  const byUnit = CATEGORY_OF_UNIT[base.unit.measure] ?? null;
  const isOfEnergy = base.unit.measure === "money" && ENERGY_ACCOUNTS.has(base.accounts[0]!);
  const category = TELLING.has(base.unit.measure) ? byUnit : (byAccount ?? (isOfEnergy ? null : byUnit));
  return { ...empty(base), category, origin: "account" };
}
