import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";

type Row = Selectable<Database["activity_record"]>;

/** The content of a version, either to be written or read from the database. */
type Stated = Pick<
  Row,
  | "record_id"
  | "version"
  | "emission_source_id"
  | "period_start"
  | "period_end"
  | "entered_quantity"
  | "entered_unit"
  | "data_quality"
  | "evidence_reference"
  | "note"
  | "is_deleted"
  | "reason"
> & { method: unknown; estimate: unknown };

export type RecordChangeKind = "added" | "corrected" | "deleted" | "restored";

/** Above this limit, an entry only counts, hashes and names the versions. */
export const LISTED_CHANGES = 100;

/** The maximum number of versions an entry names. Above it, only their count and hash are kept. */
const NAMED_VERSIONS = 1000;

/**
 * Records new versions of activity records as one audit trail entry. For each record, it holds the changed fields
 * before and after, with source, facility and period.
 *
 * @param versions written in this transaction
 * @param previous the newest earlier version of each record, by record id
 */
export async function recordVersions(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  versions: readonly Stated[],
  previous: ReadonlyMap<string, Stated>,
): Promise<void> {
  if (versions.length === 0) return;
  const kinds = versions.map((version) => kindOf(version, previous.get(version.record_id)));
  const isOfOneKind = new Set(kinds).size === 1;
  await recordChange(tx, author, {
    action: `activity.${isOfOneKind ? kinds[0]! : "saved"}`,
    subject: "activity_record",
    subjectId: versions.length === 1 ? versions[0]!.record_id : author.organizationId,
    ...(versions.length > LISTED_CHANGES
      ? summarize(versions, previous, kinds)
      : list(versions, previous, { kinds, facilities: await facilitiesOf(tx, versions) })),
  });
}

function kindOf(version: Stated, before: Stated | undefined): RecordChangeKind {
  if (version.is_deleted) return "deleted";
  if (!before) return "added";
  return before.is_deleted ? "restored" : "corrected";
}

function list(
  versions: readonly Stated[],
  previous: ReadonlyMap<string, Stated>,
  { kinds, facilities }: { kinds: RecordChangeKind[]; facilities: Map<string, string> },
): { before?: object; after: object } {
  const changes = versions.map((version, index) => {
    const earlier = previous.get(version.record_id);
    const { before, after } = differ(earlier ? factsOf(earlier) : null, factsOf(version));
    const kind = kinds[index]!;
    return {
      before: earlier && { record: version.record_id, version: earlier.version, ...before },
      after: {
        record: version.record_id,
        version: version.version,
        kind,
        source: version.emission_source_id,
        facility: facilities.get(version.emission_source_id),
        period: { start: version.period_start, end: version.period_end },
        ...after,
        ...(kind === "deleted" ? { reason: version.reason } : {}),
      },
    };
  });
  const before = changes.flatMap((change) => change.before ?? []);
  return {
    ...(before.length > 0 ? { before: { records: before } } : {}),
    after: { records: changes.map(({ after }) => after) },
  };
}

/** Names of the changed fields. A deletion lists all fields, so that the entry shows what was lost. */
function differ(before: Record<string, unknown> | null, after: Record<string, unknown>) {
  if (!before) return { before: {}, after };
  const keys = Object.keys(after).filter((key) => canonicalJson(before[key]) !== canonicalJson(after[key]));
  // A quantity is meaningless without its unit.
  if (keys.includes("quantity") && !keys.includes("unit")) keys.push("unit");
  const pick = (of: Record<string, unknown>) => Object.fromEntries(keys.map((key) => [key, of[key]]));
  if (after.isDeleted === true) return { before: { ...before }, after: { isDeleted: true } };
  return { before: pick(before), after: pick(after) };
}

/** The content of a version, with the field names of the audit trail and histories. */
export function factsOf(version: Stated): Record<string, unknown> {
  return {
    source: version.emission_source_id,
    period: { start: version.period_start, end: version.period_end },
    quantity: version.entered_quantity,
    unit: version.entered_unit,
    dataQuality: version.data_quality,
    evidence: version.evidence_reference,
    note: version.note,
    method: readJson(version.method),
    estimate: readJson(version.estimate),
    isDeleted: version.is_deleted,
  };
}

/** A row to be written has JSON as text. A row read from the database has the parsed value. */
function readJson(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : (value ?? null);
}

function summarize(
  versions: readonly Stated[],
  previous: ReadonlyMap<string, Stated>,
  kinds: readonly RecordChangeKind[],
): { before: object; after: object } {
  const count: Partial<Record<RecordChangeKind, number>> = {};
  for (const kind of kinds) count[kind] = (count[kind] ?? 0) + 1;
  const named = versions.slice(0, NAMED_VERSIONS);
  const earlier = versions.flatMap(({ record_id }) => previous.get(record_id) ?? []);
  return {
    before: { count: earlier.length, sha256: hashVersions(earlier) },
    after: {
      count: versions.length,
      ...count,
      sha256: hashVersions(versions),
      versions: named.map(({ record_id, version }) => ({ record: record_id, version })),
    },
  };
}

/** SHA-256 over the versions as lines of canonical JSON, ordered by record id and version. */
export function hashVersions(versions: readonly Stated[]): string {
  const key = ({ record_id, version }: Stated) => `${record_id} ${String(version).padStart(9, "0")}`;
  const hash = createHash("sha256");
  for (const version of versions.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))) {
    const { record_id: record, version: number } = version;
    hash.update(`${canonicalJson({ record, version: number, ...factsOf(version) })}\n`);
  }
  return hash.digest("hex");
}

async function facilitiesOf(tx: TenantTx, versions: readonly Stated[]): Promise<Map<string, string>> {
  const ids = [...new Set(versions.map(({ emission_source_id: id }) => id))];
  const rows = await tx.selectFrom("emission_source").select(["id", "facility_id"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.facility_id]));
}
