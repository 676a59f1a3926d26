import { randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import { personOf } from "#app/access/two-people.server.ts";
import type { HeatBasis } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ActOf } from "#app/kit/states.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import {
  type DataKind,
  isCovered,
  isOwnFactorId,
  type OwnFactorContent,
  type OwnFigures,
} from "./own-factor-content.ts";
import { OWN_FACTOR, type OwnState } from "./own-factor-state.ts";

export interface OwnStep {
  state: ActOf<typeof OWN_FACTOR>;
  at: Date;
  authorName: string | null;
  reason: string;
}

export interface OwnFactorVersion {
  /** Id of the row. */
  id: string;
  factorId: string;
  version: number;
  state: OwnState;
  content: OwnFactorContent;
  authorId: string;
  authorName: string | null;
  createdAt: Date;
  /** Oldest first. */
  steps: OwnStep[];
}

/** A custom factor with its versions, newest first. */
export interface OwnFactor {
  factorId: string;
  versions: OwnFactorVersion[];
}

type Author = ChangeAuthor & { organizationId: string };

/** Sorted by the time of the newest version. */
export async function listOwnFactors(tx: TenantTx, organizationId: string): Promise<OwnFactor[]> {
  const versions = await readVersions(tx, organizationId, null);
  const ids = [...new Set(versions.map(({ factorId }) => factorId))];
  return ids.map((factorId) => ({ factorId, versions: versions.filter((one) => one.factorId === factorId) }));
}

/** @throws AppError `not_found` */
export async function getOwnFactor(tx: TenantTx, organizationId: string, factorId: string): Promise<OwnFactor> {
  const versions = isOwnFactorId(factorId) ? await readVersions(tx, organizationId, [factorId]) : [];
  if (versions.length === 0) throw new AppError("not_found");
  return { factorId, versions };
}

/** All versions of these factors, newest first. */
export async function listOwnVersions(
  tx: TenantTx,
  organizationId: string,
  factorIds: readonly string[],
): Promise<OwnFactorVersion[]> {
  const ids = factorIds.filter(isOwnFactorId);
  return ids.length === 0 ? [] : readVersions(tx, organizationId, ids);
}

/**
 * Adds a version to a factor, or a new factor if `factorId` is null. Earlier versions stay unchanged, and an approved
 * one stays in use until a newer one is approved.
 *
 * @throws AppError `not_found` for a factor of another organization
 */
export async function addOwnVersion(
  tx: TenantTx,
  author: Author,
  factorId: string | null,
  content: OwnFactorContent,
): Promise<{ factorId: string; versionId: string; version: number }> {
  await lock(tx, author);
  const known = factorId === null ? null : await getOwnFactor(tx, author.organizationId, factorId);
  const id = factorId ?? `own-${randomBytes(6).toString("hex")}`;
  const version = (known?.versions[0]?.version ?? 0) + 1;
  const { id: versionId } = await tx
    .insertInto("own_factor_version")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      factor_id: id,
      version,
      created_by: author.userId,
      ...toColumns(content),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const earlier = known?.versions[0];
  await recordChange(tx, author, {
    action: "own_factor.written",
    subject: "own_factor",
    subjectId: id,
    before: earlier && { name: nameOf(earlier.content), version: earlier.version, ...earlier.content },
    after: { name: nameOf(content), version, ...content },
  });
  return { factorId: id, versionId, version };
}

function nameOf({ nameEn: en, nameZh: zh }: OwnFactorContent) {
  return { en, zh };
}

export type StepFault = "step_out_of_order" | "own_work" | "newer_approved" | "reason_missing";

/**
 * Submits, approves, rejects or withdraws a version. Only a person other than its author can approve or reject it. The
 * database also refuses approval by the author.
 *
 * @throws AppError `not_found`
 */
export async function takeOwnStep(
  tx: TenantTx,
  author: Author,
  target: { factorId: string; versionId: string },
  { state, reason }: { state: OwnStep["state"]; reason: string },
): Promise<StepFault | null> {
  await lock(tx, author);
  const { versions } = await getOwnFactor(tx, author.organizationId, target.factorId);
  const version = versions.find(({ id }) => id === target.versionId);
  if (!version) throw new AppError("not_found");
  const isOwn = await isSamePerson(tx, version.authorId, author.userId);
  const fault = findStepFault(version, versions, { state, isOwn, reason });
  if (fault) return fault;
  const step = { proposed: 1, approved: 2, rejected: 2, withdrawn: 3 }[state];
  const after = { proposed: null, approved: "proposed", rejected: "proposed", withdrawn: "approved" } as const;
  await tx
    .insertInto("own_factor_step")
    .values({
      tenant_id: author.tenantId,
      version_id: version.id,
      step,
      state,
      after: after[state],
      author_id: version.authorId,
      reason,
      created_by: author.userId,
    })
    .execute();
  const name = nameOf(version.content);
  await recordChange(tx, author, {
    action: `own_factor.${state}`,
    subject: "own_factor",
    subjectId: target.factorId,
    before: { name, version: version.version, state: after[state] ?? "draft" },
    after: { name, version: version.version, state, reason },
  });
  return null;
}

function findStepFault(
  version: OwnFactorVersion,
  versions: OwnFactorVersion[],
  { state, isOwn, reason }: { state: OwnStep["state"]; isOwn: boolean; reason: string },
): StepFault | null {
  if (!OWN_FACTOR.may(state, version.state)) return "step_out_of_order";
  if ((state === "approved" || state === "rejected") && isOwn) return "own_work";
  const isApproved = (one: OwnFactorVersion) => one.state === "approved" || one.state === "superseded";
  if (state === "approved" && versions.some((one) => one.version > version.version && isApproved(one))) {
    return "newer_approved";
  }
  return (state === "rejected" || state === "withdrawn") && reason === "" ? "reason_missing" : null;
}

/** An API key or an engagement of the same person does not count as a second person. */
async function isSamePerson(tx: TenantTx, one: string, other: string): Promise<boolean> {
  return one === other || ((await personOf(tx, one)) ?? one) === (await personOf(tx, other));
}

/** Serializes writers, because versions and steps are numbered. Released when the transaction ends. */
async function lock(tx: TenantTx, { organizationId }: Author): Promise<void> {
  const row = await tx
    .selectFrom("organization")
    .select("id")
    .where("id", "=", organizationId)
    .forNoKeyUpdate()
    .execute();
  if (row.length === 0) throw new AppError("not_found");
}

async function readVersions(
  tx: TenantTx,
  organizationId: string,
  factorIds: readonly string[] | null,
): Promise<OwnFactorVersion[]> {
  const rows = await tx
    .selectFrom("own_factor_version")
    .leftJoin("author", "author.id", "own_factor_version.created_by")
    .selectAll("own_factor_version")
    .select("author.name as author_name")
    .where("organization_id", "=", organizationId)
    .$if(factorIds !== null, (query) => query.where("factor_id", "in", factorIds ?? []))
    .orderBy("own_factor_version.created_at", "desc")
    .orderBy("version", "desc")
    .execute();
  if (rows.length === 0) return [];
  const steps = await tx
    .selectFrom("own_factor_step")
    .leftJoin("author", "author.id", "own_factor_step.created_by")
    .select(["version_id", "state", "reason", "own_factor_step.created_at", "author.name as author_name"])
    .where(
      "version_id",
      "in",
      rows.map(({ id }) => id),
    )
    .orderBy("step")
    .execute();
  const versions = rows.map((row) => {
    const own = steps.filter((step) => step.version_id === row.id);
    return toVersion(
      row,
      row.author_name,
      own.map((step) => ({
        state: step.state,
        at: step.created_at,
        authorName: step.author_name,
        reason: step.reason,
      })),
    );
  });
  return versions.map((version) => ({ ...version, state: stateOf(version, versions) }));
}

function stateOf(version: OwnFactorVersion, versions: OwnFactorVersion[]): OwnState {
  if (version.state !== "approved") return version.state;
  const daysOf = ({ content }: OwnFactorVersion) => ({ from: content.validFrom, to: content.validTo });
  const isSuperseded = versions.some(
    (other) =>
      other.factorId === version.factorId &&
      other.state === "approved" &&
      other.version > version.version &&
      isCovered(daysOf(version), daysOf(other)),
  );
  return isSuperseded ? "superseded" : "approved";
}

function toColumns(content: OwnFactorContent) {
  return {
    name_en: content.nameEn,
    name_zh: content.nameZh,
    category: content.category,
    region: content.region,
    unit: content.unit,
    valid_from: content.validFrom,
    valid_to: content.validTo,
    uncertainty: content.uncertainty,
    document: JSON.stringify(toDocumentColumn(content)),
    source: JSON.stringify(content.source),
    licence: content.licence,
    evidence: content.evidence,
    note: content.note,
  };
}

/** The parts without a column. A version from before the kind of data was asked is an average. */
interface DocumentColumn {
  heatBasis: HeatBasis | null;
  figures: OwnFigures;
  dataKind?: DataKind;
}

function toDocumentColumn({ heatBasis, figures, dataKind }: OwnFactorContent): DocumentColumn {
  return { heatBasis, figures, dataKind };
}

function toVersion(
  row: Selectable<Database["own_factor_version"]>,
  authorName: string | null,
  steps: OwnStep[],
): OwnFactorVersion {
  const { heatBasis, figures, dataKind = "average" } = row.document as DocumentColumn;
  return {
    id: row.id,
    factorId: row.factor_id,
    version: row.version,
    state: steps.at(-1)?.state ?? "draft",
    content: {
      nameEn: row.name_en,
      nameZh: row.name_zh,
      category: row.category,
      region: row.region,
      unit: row.unit,
      heatBasis,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      figures,
      dataKind,
      source: row.source,
      licence: row.licence,
      evidence: row.evidence,
      uncertainty: row.uncertainty,
      note: row.note,
    },
    authorId: row.created_by,
    authorName,
    createdAt: row.created_at,
    steps,
  };
}
