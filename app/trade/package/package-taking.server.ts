import { type Category, isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { AppError } from "#app/encoding/errors.ts";
import { translator } from "#app/i18n/index.ts";
import { type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { getFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import type { TenantTx } from "#db/doors.ts";
import {
  isSameName,
  MOST_SOURCES,
  type PackageContent,
  type PackageSource,
  type PackageTask,
  rhythmOf,
  toStandardChoice,
  withoutNames,
} from "./package-content.ts";
import { checkSource } from "./package-source.server.ts";

/** The reusable content of an organization, and the number of sources left out. */
export type TakenContent = Pick<PackageContent, "sources" | "policy"> & { leftOut: number };

/**
 * Extracts sources, policy and task schedules of an organization. Leaves out its name, facility names, notes, reasons,
 * people, uncertainties and data. Equal sources of several facilities become one. Sources with custom factors are left
 * out.
 *
 * @throws AppError `not_found`
 */
export async function takeFromOrganization(tx: TenantTx, organizationId: string): Promise<TakenContent> {
  const organization = await tx
    .selectFrom("organization")
    .select(["name_en", "name_zh"])
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!organization) throw new AppError("not_found");
  const facilities = await listFacilities(tx, organizationId);
  const names = [organization.name_en, organization.name_zh, ...facilities.flatMap(({ name }) => [name.en, name.zh])];
  const rhythms = await listRhythms(tx, organizationId);
  const sources: PackageSource[] = [];
  let leftOut = 0;
  for (const own of await listEmissionSources(tx, organizationId)) {
    const source = toStandardSource(own, names, rhythms.get(own.id) ?? null);
    if (source && sources.some((other) => isAlike(other, source))) continue;
    if (!source || sources.length >= MOST_SOURCES || (await checkSource(tx, source))) leftOut += 1;
    else sources.push(tellApart(sources, source));
  }
  const { yearFallback, regionFallback, datasetPrecedence, pinnedEditions } = await getFactorPolicy(tx, organizationId);
  return { sources, policy: { yearFallback, regionFallback, datasetPrecedence, pinnedEditions }, leftOut };
}

function toStandardSource(
  { name, category, unit, factorSelection }: EmissionSource,
  names: readonly string[],
  task: PackageTask | null,
): PackageSource | null {
  const choice = toStandardChoice(factorSelection);
  if (!choice || !isCategory(category) || !isUnitCode(unit)) return null;
  const [nameEn, nameZh] = [withoutNames(name.en, names), withoutNames(name.zh, names)];
  const isNameless = nameEn === "" && nameZh === "";
  const kind = isNameless ? categoryNames(category) : { en: nameEn, zh: nameZh };
  return { nameEn: kind.en, nameZh: kind.zh, category, unit, ...choice, task };
}

function categoryNames(category: Category): { en: string; zh: string } {
  return { en: translator("en").carbon.category[category], zh: translator("zh").carbon.category[category] };
}

const nameOf = ({ nameEn: en, nameZh: zh }: PackageSource) => ({ en, zh });

function isAlike(a: PackageSource, b: PackageSource): boolean {
  const same = (["category", "unit", "factor", "via", "edition"] as const).every((field) => a[field] === b[field]);
  return same && isSameName(nameOf(a), nameOf(b));
}

/** Adds a number to sources that have the same name but different factors. */
function tellApart(others: readonly PackageSource[], source: PackageSource): PackageSource {
  const numbered = (number: number): PackageSource => {
    const add = (name: string) => (name === "" || number === 1 ? name : `${name.slice(0, 190)} ${number}`);
    return { ...source, nameEn: add(source.nameEn), nameZh: add(source.nameZh) };
  };
  for (let number = 1; ; number += 1) {
    const one = numbered(number);
    if (!others.some((other) => isSameName(nameOf(other), nameOf(one)))) return one;
  }
}

/** The schedule of each source, by its newest task that was not cancelled. */
async function listRhythms(tx: TenantTx, organizationId: string): Promise<Map<string, PackageTask>> {
  const rows = await tx
    .selectFrom("task")
    .innerJoin("task_step as s", "s.task_id", "task.id")
    .distinctOn("task.id")
    .select(["task.id", "task.created_at", "s.state", "s.due_on"])
    .where("organization_id", "=", organizationId)
    .orderBy("task.id")
    .orderBy("s.step", "desc")
    .execute();
  const tasks = rows.filter(({ state }) => state === "open").sort((a, b) => +a.created_at - +b.created_at);
  const rhythms = new Map<string, PackageTask>();
  if (tasks.length === 0) return rhythms;
  const cells = await tx
    .selectFrom("task_cell")
    .select(["task_id", "emission_source_id", "month"])
    .where(
      "task_id",
      "in",
      tasks.map(({ id }) => id),
    )
    .execute();
  for (const { id, due_on } of tasks) {
    const own = cells.filter(({ task_id }) => task_id === id);
    for (const sourceId of new Set(own.map(({ emission_source_id }) => emission_source_id))) {
      const months = own.filter((cell) => cell.emission_source_id === sourceId).map(({ month }) => month.slice(0, 7));
      const rhythm = rhythmOf({ months, dueOn: due_on });
      if (rhythm) rhythms.set(sourceId, rhythm);
    }
  }
  return rhythms;
}
