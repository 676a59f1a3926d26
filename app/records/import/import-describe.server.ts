import { addPreviews, EMPTY_SUM, makePreviewer, printSum, subtractPreviews } from "#app/carbon/entry/entry-preview.ts";
import { placeName } from "#app/factors/place-name.ts";
import type { Locale } from "#app/i18n/index.ts";
import type { ModelName } from "#app/model/consent.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { listRemembered } from "#app/records/description-match.server.ts";
import { previewInputsOf } from "#app/records/sheet/grid-data.ts";
import { findMatch } from "#app/sources/ask-for-factor.server.ts";
import {
  loadMatchContext,
  type MatchContext,
  matchWithCandidates,
  nameCandidate,
} from "#app/sources/factor-match.server.ts";
import { selectFactorsForSources } from "#app/sources/factor-selection.server.ts";
import type { MatchCandidate } from "#emission-factors/suggestion.ts";
import { listDescriptions, listUsedMatches, listValues } from "./import-view.server.ts";
import type { SuggestedLine } from "./import-view.ts";
import { MATCHED_DESCRIPTIONS } from "./match-choices.server.ts";
import type { Workbench } from "./rework-rows.server.ts";

type TenantTx = Parameters<typeof listValues>[0];

/** Above this number, the total is not calculated in the request. */
const COMPUTED_ROWS = 5000;

/** The exact emissions added by the rows to be written. Null if there are too many rows. */
export async function totalOf(tx: TenantTx, { draft, scope, ...bench }: Workbench): Promise<string | null> {
  const written = await listValues(tx, { draft, scope, ...bench }, COMPUTED_ROWS);
  if (!written || written.values.length === 0) return null;
  const { organizationId } = scope;
  const inventory = await getInventory(tx, organizationId, draft.inventoryId);
  const { facilities, sources } = bench.places;
  const { gwp, bySource } = await selectFactorsForSources(tx, organizationId, inventory, bench.places);
  const withChoice = sources.map((source) => ({
    ...source,
    chosen: bySource[source.id] ?? { ok: false as const, code: "factor_missing", detail: {} },
  }));
  const previewer = makePreviewer(previewInputsOf({ period: inventory.period, gwp, facilities, sources: withChoice }));
  const after = written.values.map((value) => previewer.preview(value));
  const before = written.before.map((record) => previewer.preview(record));
  if (![...after, ...before].every((preview) => preview.ok)) return null;
  return printSum(subtractPreviews(addPreviews(EMPTY_SUM, after), before));
}

/** Descriptions with candidates, and those read with saved matches, with names of the organization. */
export async function describeMatching(
  tx: TenantTx,
  bench: Workbench,
  { locale, search, model }: { locale: Locale; search: URLSearchParams; model: ModelName | null },
) {
  const open = (await listDescriptions(tx, bench)).slice(0, MATCHED_DESCRIPTIONS);
  const used = await listUsedMatches(tx, bench.draft.id);
  if (open.length === 0 && used.length === 0) return { descriptions: [], remembered: [], model };
  const context = await loadMatchContext(tx, bench.scope.organizationId, locale, bench.places);
  const chosen = await listRemembered(tx, bench.scope.organizationId);
  const wanted = search.get("said");
  const match = await findMatch(tx, bench.scope.organizationId, search.get("suggestion") ?? "");
  const facilityOf = (id: string) => context.facilities.find((one) => one.id === id)!;
  const descriptions = [];
  for (const said of open) {
    const facility = facilityOf(said.facilityId);
    const { facilityId, text, unit } = said;
    const isWanted = wanted !== null && wanted === JSON.stringify({ facilityId, text, unit });
    const words = (isWanted && search.get("words")?.trim()) || text;
    const asked = { ...said, text: words, isSearch: words !== text, chosen };
    const { candidates, reading } = await matchWithCandidates(tx, context, facility, asked);
    const isAsked = isWanted && match?.subject === text;
    const suggested = isAsked ? await suggestLine(tx, context, facility, { match, unit, locale }) : null;
    descriptions.push({
      ...said,
      suggested,
      words: words === text ? "" : words,
      facility: facility.name,
      reading,
      candidates: candidates.map((one) => withPlaces(one, locale)),
    });
  }
  const remembered = used.map((match) => ({
    ...match,
    facility: facilityOf(match.facilityId).name,
    source: context.sources.find(({ id }) => id === match.sourceId)!.name,
  }));
  return { descriptions, remembered, model };
}

interface Suggesting {
  match: NonNullable<Awaited<ReturnType<typeof findMatch>>>;
  unit: string;
  locale: Locale;
}

async function suggestLine(
  tx: TenantTx,
  context: MatchContext,
  facility: MatchContext["facilities"][number],
  { match: { id, model, factor, words }, unit, locale }: Suggesting,
): Promise<SuggestedLine> {
  const found = factor === null ? null : await nameCandidate(tx, context, facility, { factor, unit });
  return { id, model, words, candidate: found && withPlaces(found, locale) };
}

/** Places by name, because the browser may use another language than the server. */
function withPlaces({ target, reasons, ...rest }: MatchCandidate, locale: Locale): MatchCandidate {
  return {
    ...rest,
    reasons: reasons.map((one) => (one.region ? { ...one, region: placeName(one.region, locale) ?? one.region } : one)),
    target: target.kind === "factor" ? { ...target, place: placeName(target.place, locale) } : target,
  };
}
