import type { Selectable } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { listDatasets } from "#app/factors/factor.server.ts";
import { OWN_DATASET } from "#app/factors/own/own-factor-content.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import { refuseStale } from "#app/trade/invoice/refuse-stale.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { PackageTables } from "#db/package-schema.ts";
import { isSameName, type PackageContent, type PackageSource } from "./package-content.ts";
import { PackageSetting } from "./package-form.ts";
import { checkSource } from "./package-source.server.ts";

/** A package in its current version. */
export interface Package extends PackageContent {
  id: string;
  version: number;
  isRetired: boolean;
  statedAt: Date;
  /** Empty if the person has left. */
  authorName: string;
}

/** An error of a package. `index` is the source, or null for the package. `fault` is a key of `package.fault`. */
export interface PackageFault {
  index: number | null;
  field: string;
  fault: string;
}

export const keptPackage = keepSetting(PackageSetting, {
  toRow: ({ name, sources, policy }: PackageContent) => ({
    name_en: name.en.trim(),
    name_zh: name.zh.trim(),
    sources: JSON.stringify(sources),
    policy: policy && JSON.stringify(policy),
  }),
  fromRow: (row): PackageContent => ({
    name: { en: row.name_en, zh: row.name_zh },
    sources: row.sources as PackageSource[],
    policy: row.policy,
  }),
  initial: null,
  facts: ({ name, sources, policy }) => ({ name, sources, policy }),
  isSame: () => false,
  entry: (_, before) => ({ action: before ? "package.changed" : "package.added" }),
  isChained: true,
});

/** Active packages first, then by name. */
export async function listPackages(tx: TenantTx): Promise<Package[]> {
  const packages = await readPackages(tx, null);
  return [...packages.filter(({ isRetired }) => !isRetired), ...packages.filter(({ isRetired }) => isRetired)];
}

/** @throws AppError `not_found` */
export async function getPackage(tx: TenantTx, packageId: string): Promise<Package> {
  const [found] = await readPackages(tx, packageId);
  if (!found) throw new AppError("not_found");
  return found;
}

async function readPackages(tx: TenantTx, packageId: string | null): Promise<Package[]> {
  const rows = await tx
    .selectFrom("current_package as p")
    .leftJoin("author", "author.id", "p.created_by")
    .selectAll("p")
    .select("author.name as author_name")
    .$if(packageId !== null, (query) => query.where("p.package_id", "=", packageId!))
    .orderBy("p.name_en")
    .orderBy("p.name_zh")
    .orderBy("p.package_id")
    .execute();
  return rows.map(toPackage);
}

function toPackage(row: Selectable<PackageTables["current_package"]> & { author_name: string | null }): Package {
  return {
    id: row.package_id,
    version: row.version,
    name: { en: row.name_en, zh: row.name_zh },
    sources: row.sources as PackageSource[],
    policy: row.policy,
    isRetired: row.step % 2 === 1,
    statedAt: row.created_at,
    authorName: row.author_name ?? "",
  };
}

export type StatedPackage = { ok: true; packageId: string; version: number } | { ok: false; faults: PackageFault[] };

/** Adds a package as version 1. */
export async function addPackage(tx: TenantTx, author: ChangeAuthor, content: PackageContent): Promise<StatedPackage> {
  const faults = await checkContent(tx, content);
  if (faults.length > 0) return { ok: false, faults };
  const { id } = await tx
    .insertInto("package")
    .values({ tenant_id: author.tenantId, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  await keptPackage.save(tx, author, await keptPackage.open(tx, author, { package_id: id, basedOn: 0 }), content);
  return { ok: true, packageId: id, version: 1 };
}

/**
 * Saves a new version. Organizations that used an earlier version keep what they have.
 *
 * @throws ChangedSince, AppError `not_found`
 */
export async function changePackage(
  tx: TenantTx,
  author: ChangeAuthor,
  packageId: string,
  { basedOn, content }: { basedOn: number; content: PackageContent },
): Promise<StatedPackage> {
  await getPackage(tx, packageId);
  const before = await keptPackage.open(tx, author, { package_id: packageId, basedOn });
  const faults = await checkContent(tx, content);
  if (faults.length > 0) return { ok: false, faults };
  const version = await keptPackage.save(tx, author, before, content);
  return { ok: true, packageId, version: version ?? before.version };
}

/**
 * Retires a package, so that it can't be applied, or reactivates it.
 *
 * @throws AppError `not_found`; `conflict` with `stale` if it already has that state
 */
export async function takePackageStep(
  tx: TenantTx,
  author: ChangeAuthor,
  packageId: string,
  state: "retired" | "offered",
): Promise<void> {
  const { isRetired, name } = await getPackage(tx, packageId);
  if (isRetired === (state === "retired")) throw new AppError("conflict", { details: { reason: "stale" } });
  const { step } = await tx
    .selectFrom("current_package")
    .select("step")
    .where("package_id", "=", packageId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("package_step")
    .values({
      tenant_id: author.tenantId,
      package_id: packageId,
      step: step + 1,
      after: step === 0 ? null : step,
      state,
      created_by: author.userId,
    })
    .execute()
    .catch(refuseStale);
  await recordChange(tx, author, {
    action: state === "retired" ? "package.retired" : "package.offered",
    subject: "package",
    subjectId: packageId,
    after: { name, state },
  });
}

async function checkContent(tx: TenantTx, { name, sources, policy }: PackageContent): Promise<PackageFault[]> {
  const faults: PackageFault[] = [];
  if (name.en.trim() === "" && name.zh.trim() === "")
    faults.push({ index: null, field: "nameEn", fault: "name_missing" });
  for (const [index, source] of sources.entries()) {
    const fault = isNameTaken(sources, index)
      ? { field: "nameEn", fault: "name_taken" }
      : await checkSource(tx, source);
    if (fault) faults.push({ index, ...fault });
  }
  const datasets = new Map((await listDatasets(tx)).map(({ id, editions }) => [id, editions]));
  const isUnknown = (id: string) => id !== OWN_DATASET && !datasets.has(id);
  if (policy?.datasetPrecedence.some(isUnknown))
    faults.push({ index: null, field: "precedence-0", fault: "dataset_unknown" });
  for (const [id, edition] of Object.entries(policy?.pinnedEditions ?? {})) {
    if (datasets.get(id)?.some((one) => one.edition === edition)) continue;
    faults.push({ index: null, field: `pin.${id}`, fault: "edition_unknown" });
  }
  return faults;
}

/** Sources of the same name could not be told apart at a client. */
function isNameTaken(sources: readonly PackageSource[], index: number): boolean {
  const nameOf = ({ nameEn: en, nameZh: zh }: PackageSource) => ({ en, zh });
  return sources.slice(0, index).some((other) => isSameName(nameOf(other), nameOf(sources[index]!)));
}
