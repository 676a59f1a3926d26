import { describeBrand } from "#app/brand/brand.server.ts";
import { findIssuer } from "#app/brand/tenant-brand.server.ts";
import type { SelectionExplanation } from "#app/carbon/factor/selection-explanation.ts";
import { formatTonnes } from "#app/carbon/format.ts";
import { utcDay } from "#app/day/day.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { noticeName } from "#app/encoding/text/name-letters.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { roleIn } from "#app/organization/responsible-role.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { isApprovalRequired } from "#app/review/period-approval.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { exclusionsOf, printMatrix } from "./completeness/describe-matrix.ts";
import { buildMatrix, type Matrix } from "./completeness/matrix.ts";
import { getDisclosures } from "./disclosure/disclosure.server.ts";
import type { DisclosureSubject, JudgedSource } from "./disclosure/finding.ts";
import { type Judgement, judgeDisclosures } from "./disclosure/judge.ts";
import { standardsOn } from "./disclosure/programme.ts";
import { toChecklist } from "./disclosure/say.ts";
import { type DisclosureStatements, isStated, type StatedExclusion, type StatedText } from "./disclosure/statements.ts";
import type { ReportFacts } from "./model.ts";
import { findPreviousReport } from "./previous-report.server.ts";
import { describeAnnexes } from "./report-annex.server.ts";
import { describeAssurance } from "./report-assurance.server.ts";
import { describeBaseYear } from "./report-base-year.server.ts";
import { describePlaces } from "./report-places.server.ts";
import type { ReportRun } from "./report-run.server.ts";

/** The facts of a report that do not depend on its number, its version and its time. */
export type ReportDescription = Omit<
  ReportFacts,
  | "number"
  | "issuerProofs"
  | "version"
  | "issuedAt"
  | "validUntil"
  | "verifyUrl"
  | "publicHost"
  | "inventoryHash"
  | "previousVersions"
>;

/**
 * What a report of a run would state, with each requirement judged by exactly that.
 *
 * @param options.authorId of the person who issues it, which decides its issuer; null before someone has
 * @param options.day of issue, in UTC: it decides which editions of the standards are in force
 * @returns judgements null where the run has issues, and so no totals to judge
 */
export async function describeReport(
  tx: TenantTx,
  organizationId: string,
  run: ReportRun,
  { authorId = null, day = utcDay(new Date()) }: { authorId?: string | null; day?: string } = {},
): Promise<{ description: ReportDescription; judgements: Judgement[] | null; sources: JudgedSource[] }> {
  const { document, judged, totals } = run;
  const { statements } = await getDisclosures(tx, organizationId, run.inventoryId);
  const sources = await listRunSources(tx, run);
  const matrix = buildMatrix(document, run.facilities, statements);
  const { baseYear, hasPolicy } = await describeBaseYear(tx, organizationId, run);
  const boundary: ReportFacts["boundary"] = {
    description: present(statements.boundary),
    significance: present(statements.significance),
    facilities: await describeFacilities(tx, organizationId),
    notSignificant: statedOf(statements.notSignificant, statements.languages),
  };
  const facts: ReportDescription = {
    ...(await describeOrganization(tx, organizationId, authorId)),
    ...describeStatements(statements, sources, matrix),
    completeness: printMatrix(matrix),
    standards: standardsOn(day, statements.overlays),
    boundary,
    placeNames: await describePlaces(tx, document, boundary),
    uncertaintyBases: await describeBases(tx, organizationId, sources),
    ...((await isApprovalRequired(tx, organizationId)) ? { isApprovedOnly: true as const } : {}),
    baseYear,
    ...(await describeLooks(tx, organizationId)),
    assurance: await describeAssurance(tx, organizationId, run),
    methodologyNotes: [],
    selectionPolicy: document.policy?.text ?? [],
    ...(await describeAnnexes(tx, organizationId, run, sources)),
    previousReport: totals ? await findPreviousReport(tx, organizationId, run) : null,
  };
  const noticed = listNameNotices(facts);
  if (noticed.length > 0) facts.nameNotices = noticed;
  if (!judged || !totals) return { description: facts, judgements: null, sources };
  const subject: DisclosureSubject = {
    ...judged,
    statements,
    matrix,
    facts,
    totals,
    sources,
    hasBaseYearPolicy: hasPolicy,
  };
  const judgements = judgeDisclosures(subject, day);
  return { description: { ...facts, checklist: toChecklist(judgements) }, judgements, sources };
}

/** Names that a reader relies on and can't tell apart by eye from another. */
function listNameNotices({ organization, issuer, responsible, preparedBy, assurance }: ReportDescription) {
  const body = assurance.status === "not_verified" ? {} : assurance.body;
  const names = [organization.legalName, issuer, responsible.name, preparedBy ?? {}, body].flatMap(({ en, zh }) => [
    en,
    zh,
  ]);
  return [...new Set(names)].flatMap((name) => {
    const notices = noticeName(name ?? "");
    return name && notices.length > 0 ? [{ name, notices }] : [];
  });
}

async function describeOrganization(tx: TenantTx, organizationId: string, authorId: string | null) {
  const organization = await getOrganization(tx, organizationId);
  const name = present(organization.name);
  const { responsible } = organization;
  return {
    issuer: await findIssuer(tx, authorId, name),
    organization: {
      legalName: name,
      legalId: organization.legalId,
      address: present(organization.address),
      description: present(organization.description),
    },
    responsible: { name: both(responsible.name), role: roleIn(responsible.role), contact: responsible.contact },
  };
}

async function describeFacilities(tx: TenantTx, organizationId: string) {
  const facilities = await listFacilities(tx, organizationId);
  return facilities.map(({ name, country, gridRegion, consolidationShare }, index) => ({
    id: `f${index + 1}`,
    name: present(name),
    country,
    gridRegion,
    share: consolidationShare,
  }));
}

/** The bases of the ± of sources, where one is stated. */
async function describeBases(tx: TenantTx, organizationId: string, sources: JudgedSource[]) {
  const keyOf = new Map(sources.map(({ id, key }) => [id, key]));
  const stated = (await listEmissionSources(tx, organizationId)).flatMap(({ id, uncertainty }) => {
    const key = keyOf.get(id);
    if (!key || !uncertainty) return [];
    const { activityBasis, factorBasis } = uncertainty;
    return [[key, { activityBasis, factorBasis }] as const];
  });
  return Object.fromEntries(stated);
}

/** The statements as the report prints them; overlays add what only they ask for. */
function describeStatements(statements: DisclosureStatements, sources: JudgedSource[], matrix: Matrix) {
  const { overlays, china, intensity, purpose, intendedUsers, languages } = statements;
  const reasons = sources.flatMap(({ id, key }) => {
    const reason = statements.sourceReasons[id];
    return isStated(reason, languages) ? [[key, reason] as const] : [];
  });
  return {
    exclusions: [...exclusionsOf(matrix), ...(statements.exclusions ?? [])].map(describeExclusion),
    ...(isStated(statements.uncertainty, languages) ? { uncertainty: statements.uncertainty } : {}),
    uncertaintyGrades: statements.uncertaintyGrades,
    sourceReasons: Object.fromEntries(reasons),
    overlays,
    ...(isStated(intensity.per, languages) && isStated(intensity.source, languages) && intensity.quantity !== ""
      ? { intensity }
      : {}),
    ...(isStated(purpose, languages) ? { purpose } : {}),
    ...(isStated(intendedUsers, languages) ? { intendedUsers } : {}),
    ...(overlays.includes("china") ? { china, preparedBy: both(china.preparer) } : {}),
  };
}

/** The size precedes the words on how it was estimated. */
function describeExclusion({ what, reason, tonnes, basis }: StatedExclusion) {
  const sizeIn = (locale: ContentLanguage) =>
    /^[0-9.]+$/.test(tonnes)
      ? `${formatTonnes(printDecimal(new Decimal(tonnes).times(1000)), { locale, digits: 2 })} tCO₂e`
      : "";
  const estimateIn = (locale: ContentLanguage, separator: string) =>
    [sizeIn(locale), basis[locale]].filter(Boolean).join(separator);
  return {
    what: present(what),
    reason: present(reason),
    estimate: { en: estimateIn("en", ": "), zh: estimateIn("zh", "：") },
  };
}

/** The emission sources of a run, with their numbers in its document and whether a rule chose their factors. */
async function listRunSources(tx: TenantTx, run: ReportRun): Promise<JudgedSource[]> {
  const rows = await tx
    .selectFrom("calculation_selection")
    .select(["emission_source_id", "explanation"])
    .where("run_id", "=", run.id)
    .orderBy("number")
    .execute();
  const activityOf = run.sources;
  const sources = new Map<string, JudgedSource>();
  for (const row of rows) {
    const activity = activityOf.get(row.emission_source_id);
    if (!activity) continue;
    const isByRule = (row.explanation as SelectionExplanation[]).some(
      ({ role, asked }) => role === "factor" && asked.method !== null,
    );
    const known = sources.get(row.emission_source_id);
    sources.set(row.emission_source_id, {
      id: row.emission_source_id,
      key: activity.key,
      name: activity.description ?? {},
      category: activity.category,
      isByRule: isByRule && (known?.isByRule ?? true),
    });
  }
  return [...sources.values()];
}

function statedOf(
  texts: Partial<Record<string, StatedText>>,
  languages: readonly ContentLanguage[],
): Record<string, StatedText> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => (isStated(text, languages) ? [[key, text] as const] : [])),
  );
}

function present(text: { en: string; zh: string }): LocalText {
  return { ...(text.en ? { en: text.en } : {}), ...(text.zh ? { zh: text.zh } : {}) };
}

/** A person's name is one text for both languages. */
function both(text: string) {
  return { en: text, zh: text };
}

async function describeLooks(tx: TenantTx, organizationId: string): Promise<Pick<ReportFacts, "brand">> {
  const brand = await describeBrand(tx, organizationId);
  return brand ? { brand } : {};
}
