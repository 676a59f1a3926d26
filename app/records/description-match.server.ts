import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import { AppError } from "#app/encoding/errors.ts";
import { foldName } from "#app/encoding/text/name-match.ts";
import { getEmissionSource } from "#app/places/emission-source.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** The confirmed meaning of a description in a file. */
export interface RememberedMatch {
  id: string;
  facilityId: string;
  description: string;
  unit: string;
  sourceId: string;
  /** When it was confirmed. */
  chosenAt: string;
}

type Author = ChangeAuthor & { organizationId: string };

export async function listRemembered(tx: TenantTx, organizationId: string): Promise<RememberedMatch[]> {
  const rows = await tx
    .selectFrom("description_match")
    .select(["id", "facility_id", "description", "unit", "emission_source_id", "created_at"])
    .where("organization_id", "=", organizationId)
    .orderBy("description")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    facilityId: row.facility_id,
    description: row.description,
    unit: row.unit,
    sourceId: row.emission_source_id,
    chosenAt: new Date(row.created_at).toISOString(),
  }));
}

/**
 * Saves the meaning of a description at a facility and replaces the earlier one.
 *
 * @throws AppError `not_found` for a source of another organization, `invalid` for one of another facility
 */
export async function rememberMatch(
  tx: TenantTx,
  author: Author,
  match: { facilityId: string; text: string; unit: string; sourceId: string },
): Promise<void> {
  const source = await getEmissionSource(tx, author.organizationId, match.sourceId);
  const description = foldName(match.text).slice(0, 200);
  if (source.facilityId !== match.facilityId || description === "") throw new AppError("invalid");
  const before = await tx
    .selectFrom("description_match")
    .select("emission_source_id")
    .where("organization_id", "=", author.organizationId)
    .where("facility_id", "=", match.facilityId)
    .where("description", "=", description)
    .where("unit", "=", foldName(match.unit).slice(0, 40))
    .executeTakeFirst();
  const row = await tx
    .insertInto("description_match")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      facility_id: match.facilityId,
      description,
      unit: foldName(match.unit).slice(0, 40),
      emission_source_id: source.id,
      created_by: author.userId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "organization_id", "facility_id", "description", "unit"])
        .doUpdateSet({ emission_source_id: source.id, created_by: author.userId }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "description_match.set",
    subject: "description_match",
    subjectId: row.id,
    before: before && { description, unit: match.unit, sourceId: before.emission_source_id },
    after: { description, unit: match.unit, sourceId: source.id },
  });
}

/** @throws AppError `not_found` */
export async function forgetMatch(tx: TenantTx, author: Author, id: string): Promise<void> {
  const row = await tx
    .deleteFrom("description_match")
    .where("organization_id", "=", author.organizationId)
    .where("id", "=", id)
    .returning(["description", "unit", "emission_source_id"])
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  await recordChange(tx, author, {
    action: "description_match.forgotten",
    subject: "description_match",
    subjectId: id,
    before: { description: row.description, unit: row.unit, sourceId: row.emission_source_id },
  });
}

/** A description that matches no source yet, or a saved one. */
export interface FileDescription {
  facilityId: string;
  text: string;
  unit: string;
  /** Rows of the file with this description. */
  rows: number;
}

export interface UsedMatch extends FileDescription {
  matchId: string;
  sourceId: string;
}

interface Known {
  facilities: { id: string; name: { en: string; zh: string } }[];
  sources: { id: string; facilityId: string; name: { en: string; zh: string }; otherNames?: readonly string[] }[];
  remembered: readonly RememberedMatch[];
}

/** Reads rows using the saved descriptions. */
export class DescriptionReader {
  private readonly facilities = new Map<string, string>();
  private readonly names = new Set<string>();
  private readonly nameOf = new Map<string, string>();
  private readonly remembered: Map<string, RememberedMatch>;

  constructor({ facilities, sources, remembered }: Known) {
    for (const { id, name } of facilities) {
      for (const text of [name.en, name.zh]) if (text !== "") this.facilities.set(foldName(text), id);
    }
    for (const { id, facilityId, name, otherNames = [] } of sources) {
      for (const text of [name.en, name.zh, ...otherNames])
        if (text !== "") this.names.add(`${facilityId} ${foldName(text)}`);
      this.nameOf.set(id, name.en || name.zh);
    }
    const keyOf = (one: RememberedMatch) => keyOfDescription(one.facilityId, one.description, one.unit);
    this.remembered = new Map(remembered.map((one) => [keyOf(one), one]));
  }

  /** The text of a row that replaces a source. Null if the row names a source or has no facility. */
  describe(entry: SaidSource): Omit<FileDescription, "rows"> | null {
    const facilityId = this.facilities.get(foldName(entry.facility));
    const text = entry.source.trim();
    if (!facilityId || text === "" || text.length > 200) return null;
    if (this.names.has(`${facilityId} ${foldName(text)}`)) return null;
    return { facilityId, text, unit: entry.unit.trim() };
  }

  /**
   * The entry with the source that its description means, and the id of the saved match. The entry itself without a
   * match.
   */
  read(entry: ActivityEntry): { entry: ActivityEntry; matchId: string | null } {
    const said = this.describe(entry);
    const match = said && this.remembered.get(keyOfDescription(said.facilityId, said.text, said.unit));
    if (!match) return { entry, matchId: null };
    return { entry: { ...entry, source: this.nameOf.get(match.sourceId) ?? entry.source }, matchId: match.id };
  }

  /** Unmatched descriptions, each once, with their number of rows. */
  gather(rows: readonly (SaidSource & { rows: number })[]): FileDescription[] {
    const found = new Map<string, FileDescription>();
    for (const row of rows) {
      const said = this.describe(row);
      if (!said) continue;
      const key = keyOfDescription(said.facilityId, said.text, said.unit);
      const known = found.get(key) ?? { ...said, rows: 0 };
      known.rows += row.rows;
      found.set(key, known);
    }
    return [...found.values()];
  }
}

type SaidSource = Pick<ActivityEntry, "facility" | "source" | "unit">;

function keyOfDescription(facilityId: string, text: string, unit: string): string {
  return `${facilityId} ${foldName(unit)} ${foldName(text)}`;
}
