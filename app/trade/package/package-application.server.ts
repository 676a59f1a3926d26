import { type Category, scopeOf } from "#app/carbon/line/scope.ts";
import { AppError } from "#app/encoding/errors.ts";
import { addEmissionSource, type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { addTask } from "#app/review/task.server.ts";
import { getFactorPolicy, isSamePolicy, stateFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FactorSelection } from "#db/schema.ts";
import type { Package } from "./package.server.ts";
import { dueInYear, isSameName, type PackageSource, toStandardChoice } from "./package-content.ts";
import { resolveAt } from "./package-source.server.ts";

export interface ApplicationChoice {
  facilityIds: readonly string[];
  year: number;
  /** The task owner. Null for no tasks. */
  ownerId: string | null;
  withPolicy: boolean;
}

export interface ApplicationRow {
  facility: Pick<Facility, "id" | "name">;
  source: PackageSource;
  /** `fault` is a key of `package.fault`. */
  state:
    | { kind: "added"; selection: FactorSelection }
    | { kind: "there"; as: EmissionSource }
    | { kind: "refused"; fault: string };
  /** Months without a task yet, grouped by due date. */
  due: { months: string[]; dueOn: string }[];
}

export interface Application {
  rows: ApplicationRow[];
  /** `first`: the client has no policy. `other`: it has a different one. `none`: the package has no policy. */
  policy: "none" | "there" | "first" | "other";
}

/**
 * Previews what a package would add. A source already exists if the facility has one of the same name or with the same
 * factor. Existing data is never changed.
 *
 * @throws AppError `not_found` for a facility of another organization
 */
export async function previewApplication(
  tx: TenantTx,
  organizationId: string,
  pack: Pick<Package, "sources" | "policy">,
  choice: Pick<ApplicationChoice, "facilityIds" | "year">,
): Promise<Application> {
  const all = new Map((await listFacilities(tx, organizationId)).map((facility) => [facility.id, facility]));
  const existing = await listEmissionSources(tx, organizationId);
  const given = await listGiven(tx, organizationId);
  const rows: ApplicationRow[] = [];
  for (const facilityId of new Set(choice.facilityIds)) {
    const facility = all.get(facilityId);
    if (!facility) throw new AppError("not_found");
    const own = existing.filter((source) => source.facilityId === facilityId);
    for (const source of pack.sources) {
      const state = await stateAt(tx, source, { facility, own, organizationId });
      const isFree = (month: string) => state.kind !== "there" || !given.has(`${state.as.id} ${month}`);
      const due = state.kind === "refused" || !source.task ? [] : dueInYear(choice.year, source.task);
      rows.push({ facility, source, state, due: due.filter(({ months }) => months.every(isFree)) });
    }
  }
  const inForce = await getFactorPolicy(tx, organizationId);
  const isThere = pack.policy !== null && inForce.version > 0 && isSamePolicy(inForce, pack.policy);
  const policy = pack.policy === null ? "none" : isThere ? "there" : inForce.version === 0 ? "first" : "other";
  return { rows, policy };
}

async function stateAt(
  tx: TenantTx,
  source: PackageSource,
  at: { facility: Facility; own: EmissionSource[]; organizationId: string },
): Promise<ApplicationRow["state"]> {
  const name = { en: source.nameEn, zh: source.nameZh };
  const as = at.own.find((one) => isSameName(one.name, name)) ?? at.own.find((one) => hasSameFactor(one, source));
  if (as) return { kind: "there", as };
  const choice = await resolveAt(tx, source, at.facility, at.organizationId);
  return choice.ok ? { kind: "added", selection: choice.selection } : { kind: "refused", fault: choice.fault };
}

function hasSameFactor({ category, factorSelection }: EmissionSource, source: PackageSource): boolean {
  return category === source.category && toStandardChoice(factorSelection)?.factor === source.factor;
}

/** Months of sources that ever had a task. Cancelled tasks are included, so that they are not created again. */
async function listGiven(tx: TenantTx, organizationId: string): Promise<Set<string>> {
  const cells = await tx
    .selectFrom("task_cell as c")
    .innerJoin("task as t", "t.id", "c.task_id")
    .select(["c.emission_source_id", "c.month"])
    .where("t.organization_id", "=", organizationId)
    .execute();
  return new Set(cells.map((cell) => `${cell.emission_source_id} ${cell.month.slice(0, 7)}`));
}

export interface Applied {
  sources: string[];
  tasks: string[];
  hasPolicy: boolean;
}

type Author = ChangeAuthor & { organizationId: string };

/**
 * Adds what the package contains and the organization lacks. A second call adds and records nothing.
 *
 * @throws AppError `conflict` for a retired package or a policy with missing datasets; `not_found` for a facility of
 * another organization; errors of the functions that add each item
 */
export async function applyPackage(
  tx: TenantTx,
  author: Author,
  pack: Package,
  choice: ApplicationChoice,
): Promise<Applied> {
  if (pack.isRetired) throw new AppError("conflict", { details: { reason: "package_retired" } });
  // Without this lock, two concurrent calls could both add a missing source. It ends with the transaction.
  await tx.selectFrom("organization").select("id").where("id", "=", author.organizationId).forNoKeyUpdate().execute();
  const { rows, policy } = await previewApplication(tx, author.organizationId, pack, choice);
  const placed: { row: ApplicationRow; sourceId: string }[] = [];
  const sources: string[] = [];
  for (const row of rows) {
    const sourceId = await place(tx, author, row);
    if (sourceId === null) continue;
    placed.push({ row, sourceId });
    if (row.state.kind === "added") sources.push(sourceId);
  }
  const tasks = choice.ownerId === null ? [] : await giveTasks(tx, author, choice.ownerId, placed);
  const hasPolicy = choice.withPolicy && (policy === "first" || policy === "other");
  if (hasPolicy) await statePolicy(tx, author, pack);
  const applied = { sources, tasks, hasPolicy };
  if (sources.length === 0 && tasks.length === 0 && !hasPolicy) return applied;
  await recordChange(tx, author, {
    action: "package.applied",
    subject: "package",
    subjectId: pack.id,
    after: { name: pack.name, version: pack.version, facilities: [...choice.facilityIds], ...applied },
  });
  return applied;
}

async function place(
  tx: TenantTx,
  author: Author,
  { facility, source, state }: ApplicationRow,
): Promise<string | null> {
  if (state.kind === "refused") return null;
  if (state.kind === "there") return state.as.id;
  const { nameEn, nameZh, unit } = source;
  const category: Category = source.category;
  const { id } = await addEmissionSource(tx, author, {
    facilityId: facility.id,
    nameEn,
    nameZh,
    category,
    unit,
    scope: scopeOf(category),
    factorSelection: state.selection,
    uncertainty: null,
  });
  return id;
}

/** One task per facility for all sources with the same months and due date. */
async function giveTasks(
  tx: TenantTx,
  author: Author,
  ownerId: string,
  placed: readonly { row: ApplicationRow; sourceId: string }[],
): Promise<string[]> {
  const all = new Map<string, { dueOn: string; cells: Map<string, { sourceId: string; month: string }> }>();
  // Two sources of a package can match the same existing source, whose months must be assigned only once.
  const seen = new Set<string>();
  for (const { row, sourceId } of placed) {
    for (const { months, dueOn } of row.due) {
      if (months.some((month) => seen.has(`${sourceId} ${month}`))) continue;
      const key = [row.facility.id, months[0], months.length, dueOn].join(" ");
      const task = all.get(key) ?? { dueOn, cells: new Map() };
      for (const month of months) {
        task.cells.set(`${sourceId} ${month}`, { sourceId, month });
        seen.add(`${sourceId} ${month}`);
      }
      all.set(key, task);
    }
  }
  const ids: string[] = [];
  for (const { dueOn, cells } of all.values()) {
    ids.push(await addTask(tx, author, { ownerId, dueOn, note: "", cells: [...cells.values()] }));
  }
  return ids;
}

async function statePolicy(tx: TenantTx, author: Author, { name, version, policy }: Package): Promise<void> {
  const reason = `${[name.en, name.zh].filter((one) => one !== "").join(" · ")} (${version})`;
  const { version: basedOn } = await getFactorPolicy(tx, author.organizationId);
  const stated = await stateFactorPolicy(tx, author, { ...policy!, reason, basedOn });
  if (!stated.ok) throw new AppError("conflict", { details: { reason: stated.fault } });
}
