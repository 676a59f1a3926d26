import { type Category, isCategory } from "#app/carbon/line/scope.ts";
import { parseUnit } from "#app/carbon/unit/unit.ts";
import { loadFactorIndex } from "#app/factors/factor-index.server.ts";
import { completeHits } from "#app/factors/factor-search.server.ts";
import { placeName } from "#app/factors/place-name.ts";
import type { MatchChoice, MatchLine } from "#app/model/match-question.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { isWhole } from "#emission-factors/match/factors.ts";
import { matchLine } from "#emission-factors/match/match-line.ts";
import { searchIndex } from "#emission-factors/search.ts";
import type { IndexedFactor } from "#emission-factors/search-index.ts";
import { isOffered } from "./factor-match.server.ts";
import { GRID_AVERAGE } from "./source-factor.server.ts";

/** Enough for synonyms of one thing, and few enough for a model to read. */
const CHOICES = 24;

/**
 * The factors that a model may choose among: what the search of the library offers for the words, the country of the
 * facility first. Never a part of the gases alone, and disposal only for waste. Grids are the average of the
 * facility's own grid.
 */
export async function offerChoices(tx: TenantTx, facility: Facility, line: MatchLine): Promise<MatchChoice[]> {
  const library = await loadFactorIndex(tx);
  const read = matchLine(library, { text: line.words, unit: line.unit, country: line.country }, { limit: CHOICES });
  const wanted = isCategory(line.category) ? line.category : null;
  const isOfWaste = (wanted ?? read.category) === "waste";
  const accepts = (factor: IndexedFactor) => {
    const { category } = factor.editions[0]!.row;
    if (!isOffered(factor) || !isWhole(factor) || category === "purchased_electricity") return false;
    return wanted === null ? (category === "waste") === isOfWaste : category === wanted;
  };
  const parsed = parseUnit(line.unit);
  const wish = { locale: "en" as const, country: line.country, unitOfUse: parsed.ok ? parsed.code : null };
  const { hits } = searchIndex(library, line.words, { ...wish, isActive: true, kind: "emission", accepts });
  const isOwn = (region: string | null) => region === line.country || region?.startsWith(`${line.country}-`) === true;
  const sorted = [...hits.filter(({ row }) => isOwn(row.region)), ...hits.filter(({ row }) => !isOwn(row.region))];
  const found = await completeHits(tx, sorted.slice(0, CHOICES));
  const choices = found.map((one) => ({
    id: one.id,
    name: one.name.en,
    nameZh: one.name.zh,
    category: one.category as Category,
    unit: one.unit,
    place: placeName(one.region, "en") ?? "",
    publisher: one.dataset.publisher,
    edition: one.version,
  }));
  const isPower = (wanted ?? read.category) === "purchased_electricity";
  return isPower && facility.gridRegion !== "" ? [ownGrid(facility), ...choices] : choices;
}

function ownGrid({ gridRegion }: Facility): MatchChoice {
  return {
    id: GRID_AVERAGE,
    name: "Average of the grid of the facility",
    nameZh: "设施所在电网的平均因子",
    category: "purchased_electricity",
    unit: "kWh",
    place: gridRegion,
    publisher: "",
    edition: "",
  };
}
