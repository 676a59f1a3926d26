import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { isOwnFactorId } from "#app/factors/own/own-factor-content.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listGapAnswers } from "#app/review/review-map.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { RowFacts } from "#emission-factors/row-facts.ts";
import type { JudgedSource } from "./disclosure/finding.ts";
import { FACTOR_TAKINGS, type FactorDataset, type GapAnswer, type ReportFacts } from "./model.ts";
import { keepNamed } from "./place-codes.ts";
import type { ReportRun } from "./report-run.server.ts";

/** What the annexes of a report print and its document does not say: answers to gaps, and where factors are found. */
export async function describeAnnexes(
  tx: TenantTx,
  organizationId: string,
  run: ReportRun,
  sources: readonly JudgedSource[],
): Promise<Pick<ReportFacts, "gapAnswers" | "factorDatasets" | "ownFactorEvidence">> {
  return {
    gapAnswers: await describeGaps(tx, organizationId, run, sources),
    factorDatasets: await listFactorDatasets(tx, run),
    ownFactorEvidence: await listOwnEvidence(tx, run),
  };
}

/**
 * The part that a redacted copy may contain: nothing about a source or factor that the copy does not name. Sources
 * without records are left out too, because it is unknown here whether they are redacted.
 */
export function keepShownAnnexes(facts: ReportFacts, document: InventoryDocument): Partial<ReportFacts> {
  const sources = new Set(document.activities.map(({ emissionSource }) => emissionSource));
  const named = new Set(document.factors.filter(({ source }) => source).map(({ id, version }) => `${id}@${version}`));
  const shown = new Set(document.factors.map(({ id, version }) => `${id}@${version}`));
  const datasets = (facts.factorDatasets ?? []).map((one) => ({
    ...one,
    factors: one.factors.filter((reference) => shown.has(reference)),
  }));
  return {
    ...(facts.placeNames ? { placeNames: keepNamed(facts.placeNames, document, facts.boundary) } : {}),
    ...(facts.gapAnswers
      ? { gapAnswers: facts.gapAnswers.filter((one) => one.hasRecords && sources.has(one.emissionSource)) }
      : {}),
    ...(facts.factorDatasets ? { factorDatasets: datasets.filter(({ factors }) => factors.length > 0) } : {}),
    ...(facts.ownFactorEvidence
      ? {
          ownFactorEvidence: Object.fromEntries(
            Object.entries(facts.ownFactorEvidence).filter(([reference]) => named.has(reference)),
          ),
        }
      : {}),
  };
}

/** One answer for each source, kind and reason, with its months. */
async function describeGaps(
  tx: TenantTx,
  organizationId: string,
  { document }: ReportRun,
  sources: readonly JudgedSource[],
): Promise<GapAnswer[]> {
  const answers = await listGapAnswers(tx, organizationId, document.period);
  if (answers.length === 0) return [];
  const named = new Map(sources.map((source) => [source.id, source]));
  const all = new Map((await listEmissionSources(tx, organizationId)).map((source) => [source.id, source]));
  const grouped = new Map<string, GapAnswer>();
  for (const { sourceId, kind, reason, month } of answers) {
    const key = JSON.stringify([sourceId, kind, reason]);
    const known = grouped.get(key);
    if (known) known.months.push(month);
    else {
      const inRun = named.get(sourceId);
      const name = inRun?.name ?? present(all.get(sourceId)?.name);
      const hasRecords = inRun !== undefined;
      grouped.set(key, { emissionSource: inRun?.key ?? "", name, months: [month], kind, reason, hasRecords });
    }
  }
  return [...grouped.values()];
}

function present(name: { en: string; zh: string } | undefined): { en?: string; zh?: string } {
  return { ...(name?.en ? { en: name.en } : {}), ...(name?.zh ? { zh: name.zh } : {}) };
}

/** The editions from which the published factors of a run were taken, with the checksums that the library keeps. */
async function listFactorDatasets(tx: TenantTx, { document }: ReportRun): Promise<FactorDataset[]> {
  const published = document.factors.filter(({ id }) => !isOwnFactorId(id));
  if (published.length === 0) return [];
  const rows = await tx
    .selectFrom("emission_factor")
    .innerJoin("factor_dataset", (join) =>
      join
        .onRef("factor_dataset.id", "=", "emission_factor.dataset_id")
        .onRef("factor_dataset.edition", "=", "emission_factor.version"),
    )
    .select(["emission_factor.id", "emission_factor.version", "factor_dataset.sha256", "factor_dataset.meta"])
    .select((row) => [
      "emission_factor.meta as row",
      row
        .selectFrom("factor_trust_change as change")
        .select("change.trust")
        .whereRef("change.dataset_id", "=", "emission_factor.dataset_id")
        .whereRef("change.edition", "=", "emission_factor.version")
        .whereRef("change.factor_id", "=", "emission_factor.id")
        .orderBy("change.changed_on", "desc")
        .orderBy("change.recorded_at", "desc")
        .limit(1)
        .as("later_trust"),
    ])
    .where(
      "emission_factor.id",
      "in",
      published.map(({ id }) => id),
    )
    .orderBy("emission_factor.id")
    .orderBy("emission_factor.version")
    .execute();
  const used = new Set(published.map(({ id, version }) => `${id}@${version}`));
  const datasets = new Map<string, FactorDataset>();
  for (const { id, version, sha256, meta, row, later_trust: later } of rows) {
    const reference = `${id}@${version}`;
    if (!used.has(reference)) continue;
    const files = (meta as { files?: FactorDataset["files"] }).files ?? [];
    const known = datasets.get(sha256) ?? { factors: [], sha256, files, taken: [] };
    known.factors.push(reference);
    const trust = later ?? (row as RowFacts).trust;
    const taking = trust.startsWith("secondary_") ? "transcribed" : "official";
    known.taken = FACTOR_TAKINGS.filter((one) => one === taking || known.taken?.includes(one));
    datasets.set(sha256, known);
  }
  return [...datasets.values()];
}

/** What another person finds the figures of own factors in, by `id@version`. */
async function listOwnEvidence(tx: TenantTx, { document }: ReportRun): Promise<Record<string, string>> {
  const own = document.factors.filter(({ id }) => isOwnFactorId(id));
  if (own.length === 0) return {};
  const rows = await tx
    .selectFrom("own_factor_version")
    .select(["factor_id", "version", "evidence"])
    .where(
      "factor_id",
      "in",
      own.map(({ id }) => id),
    )
    .execute();
  const used = new Set(own.map(({ id, version }) => `${id}@${version}`));
  return Object.fromEntries(
    rows
      .map(({ factor_id, version, evidence }) => [`${factor_id}@${version}`, evidence] as const)
      .filter(([reference, evidence]) => used.has(reference) && evidence !== ""),
  );
}
