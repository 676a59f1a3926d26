import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { foldName, isNearName } from "#app/encoding/text/name-match.ts";
import { addEmissionSource, type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import {
  addFacility,
  type Facility,
  type FacilityInput,
  listFacilities,
} from "#app/places/facility/facility.server.ts";
import { removeUnused } from "#app/places/remove-unused.server.ts";
import { rememberMatch } from "#app/records/description-match.server.ts";
import { type NewSourceChoice, sourceOfFactor } from "#app/sources/source-from-factor.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ImportAuthor, type ImportDraft, lockDraft } from "./import-draft.server.ts";

/** A planned source, with further texts of the file that mean it. */
export type PlannedSource = EmissionSource & { said: { text: string; unit: string }[] };

/** Facilities and sources to be created together with the imported rows. */
export interface PlannedPlaces {
  facilities: Facility[];
  sources: PlannedSource[];
}

/** Facilities and sources that rows can name: existing and planned ones. */
export interface DraftPlaces {
  facilities: Facility[];
  sources: (EmissionSource & { otherNames?: readonly string[] })[];
  planned: PlannedPlaces;
}

export async function placesOfDraft(tx: TenantTx, draft: ImportDraft): Promise<DraftPlaces> {
  const facilities = await listFacilities(tx, draft.organizationId);
  const sources = await listEmissionSources(tx, draft.organizationId);
  const planned = stillPlanned(draft.places, { facilities, sources });
  return {
    facilities: [...facilities, ...planned.facilities],
    sources: [
      ...sources,
      ...planned.sources.map((source) => ({ ...source, otherNames: source.said.map(({ text }) => text) })),
    ],
    planned,
  };
}

/** If someone created a facility or source with the same name in the meantime, that one is used. */
export function stillPlanned(
  planned: PlannedPlaces,
  existing: { facilities: readonly Facility[]; sources: readonly EmissionSource[] },
): PlannedPlaces {
  const sameAs = new Map(
    planned.facilities.flatMap((one) => {
      const known = existing.facilities.find((other) => isSameName(one, other));
      return known ? [[one.id, known.id] as const] : [];
    }),
  );
  const sources = planned.sources.map((one) => ({ ...one, facilityId: sameAs.get(one.facilityId) ?? one.facilityId }));
  return {
    facilities: planned.facilities.filter(({ id }) => !sameAs.has(id)),
    sources: sources.filter(
      (one) => !existing.sources.some((other) => other.facilityId === one.facilityId && isSameName(one, other)),
    ),
  };
}

type Named = { name: { en: string; zh: string } };

function isSameName(one: Named, other: Named): boolean {
  const names = foldedNames(other);
  return foldedNames(one).some((name) => names.includes(name));
}

function foldedNames({ name }: Named): string[] {
  return [name.en, name.zh].filter((text) => text !== "").map(foldName);
}

/** A facility in the file that doesn't exist. */
export interface UnknownFacility {
  text: string;
  rows: number;
  /** The first row that names it. */
  number: number;
  /** Similar facilities, suggested but never chosen automatically. */
  near: Facility[];
}

const LISTED = 50;

/** Facilities that are named in rows but neither exist nor are planned, in file order. */
export async function listUnknownFacilities(
  tx: TenantTx,
  draft: ImportDraft,
  { facilities }: Pick<DraftPlaces, "facilities">,
): Promise<UnknownFacility[]> {
  const { rows } = await sql<{ text: string; rows: number; number: number }>`
    select entry ->> 'facility' as text, count(*)::int as rows, min(number) as number from import_row
    where import_id = ${draft.id}::uuid and outcome = 'person' and faults @> '[{"code": "facility_unknown"}]'
    group by 1 order by 3 limit ${LISTED}`.execute(tx);
  const found = new Map<string, UnknownFacility>();
  for (const row of rows) {
    const key = foldName(row.text);
    if (key === "" || row.text.trim().length > NAME_LENGTH) continue;
    const known = found.get(key);
    if (known) known.rows += row.rows;
    else found.set(key, { ...row, near: facilities.filter(({ name }) => isNear(row.text, name)) });
  }
  return [...found.values()];
}

const NAME_LENGTH = 200;

function isNear(text: string, { en, zh }: { en: string; zh: string }): boolean {
  return [en, zh].some((name) => name !== "" && isNearName(text, name));
}

/** The text as the name of a new facility or source, in its language. */
export function nameOfText(text: string): { nameEn: string; nameZh: string } {
  const name = text.trim().slice(0, NAME_LENGTH);
  return /\p{Script=Han}/u.test(name) ? { nameEn: "", nameZh: name } : { nameEn: name, nameZh: "" };
}

/**
 * Plans a facility for the import.
 *
 * @throws AppError `not_found`; `conflict` if the draft is not checked
 */
export async function planFacility(
  tx: TenantTx,
  author: ImportAuthor,
  draftId: string,
  input: FacilityInput,
): Promise<void> {
  const draft = await lockChecked(tx, author, draftId);
  const { nameEn: en, nameZh: zh, subdivision = "", ...rest } = input;
  const facility: Facility = { id: randomUUID(), name: { en, zh }, subdivision, ...rest };
  const { facilities } = await placesOfDraft(tx, draft);
  if (facilities.some((one) => isSameName(one, facility))) return;
  await writePlaces(tx, author, draft, {
    ...draft.places,
    facilities: [...draft.places.facilities, facility],
  });
}

/** A text of the file at a facility, and the source it means. */
interface PlannedMeaning {
  said: { facilityId: string; text: string; unit: string };
  meant: Omit<NewSourceChoice, "facilityId" | "name"> | { id: string };
}

/**
 * Plans a source for texts of the file, or assigns them to a planned source.
 *
 * @param meant a suggested factor, or the id of a planned source
 * @throws AppError `not_found`; `invalid` for an invalid suggestion; `conflict` if the draft is not checked
 */
export async function planSource(
  tx: TenantTx,
  author: ImportAuthor,
  draftId: string,
  { said, meant }: PlannedMeaning,
): Promise<string> {
  const draft = await lockChecked(tx, author, draftId);
  const { facilities, planned } = await placesOfDraft(tx, draft);
  const { sources } = planned;
  if ("id" in meant) {
    const source = sources.find(({ id, facilityId }) => id === meant.id && facilityId === said.facilityId);
    if (!source) throw new AppError("not_found");
    const widened = { ...source, said: [...source.said, { text: said.text, unit: said.unit }] };
    await writePlaces(tx, author, draft, {
      ...draft.places,
      sources: draft.places.sources.map((one) => (one.id === source.id ? widened : one)),
    });
    return source.id;
  }
  const facility = facilities.find(({ id }) => id === said.facilityId);
  if (!facility) throw new AppError("not_found");
  const {
    nameEn: en,
    nameZh: zh,
    ...input
  } = await sourceOfFactor(tx, author.organizationId, facility, {
    ...meant,
    facilityId: facility.id,
    name: said.text,
  });
  const made = { id: randomUUID(), name: { en, zh }, recordsEvery: "month" as const };
  const source: PlannedSource = { ...made, ...input, uncertainty: null, said: [] };
  const same = sources.find((one) => one.facilityId === facility.id && isSameName(one, source));
  if (same) return same.id;
  await writePlaces(tx, author, draft, { ...draft.places, sources: [...draft.places.sources, source] });
  return source.id;
}

/**
 * Plans sources for a file that names them. Rows that are checked keep the sources they were checked with.
 *
 * @returns whether they are planned. @throws AppError `not_found`
 */
export async function planSources(
  tx: TenantTx,
  author: ImportAuthor,
  draftId: string,
  sources: PlannedSource[],
): Promise<boolean> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state !== "mapping") return false;
  await writePlaces(tx, author, draft, { ...draft.places, sources });
  return true;
}

/** Removes a planned facility with its sources, or a planned source. @returns the removed sources */
export async function unplan(tx: TenantTx, author: ImportAuthor, draftId: string, id: string): Promise<string[]> {
  const draft = await lockChecked(tx, author, draftId);
  const { facilities, sources } = draft.places;
  const gone = sources.filter((source) => source.id === id || source.facilityId === id).map((source) => source.id);
  if (gone.length === 0 && !facilities.some((one) => one.id === id)) throw new AppError("not_found");
  await writePlaces(tx, author, draft, {
    facilities: facilities.filter((one) => one.id !== id),
    sources: sources.filter((source) => !gone.includes(source.id)),
  });
  return gone;
}

async function lockChecked(tx: TenantTx, author: ImportAuthor, draftId: string): Promise<ImportDraft> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state !== "checked") throw new AppError("conflict", { details: { reason: "not_checked" } });
  return draft;
}

async function writePlaces(
  tx: TenantTx,
  author: ImportAuthor,
  draft: ImportDraft,
  places: PlannedPlaces,
): Promise<void> {
  await tx
    .updateTable("import_draft")
    .set({ places: JSON.stringify(places) })
    .where("organization_id", "=", author.organizationId)
    .where("id", "=", draft.id)
    .execute();
}

/** Creates the planned facilities and sources used by the rows, with their planned ids. */
export async function makePlaces(
  tx: TenantTx,
  author: ImportAuthor,
  draft: ImportDraft,
): Promise<{ facilities: string[]; sources: string[] }> {
  const { planned } = await placesOfDraft(tx, draft);
  if (planned.sources.length === 0) return { facilities: [], sources: [] };
  const used = await tx
    .selectFrom("import_row")
    .select("emission_source_id")
    .distinct()
    .where("import_id", "=", draft.id)
    .where("outcome", "in", ["add", "change"])
    .execute();
  const ids = new Set(used.map((row) => row.emission_source_id));
  const sources = planned.sources.filter(({ id }) => ids.has(id));
  const facilities = planned.facilities.filter(({ id }) => sources.some(({ facilityId }) => facilityId === id));
  const acting = { ...author, source: "import" as const };
  for (const { id, name, ...facility } of facilities) {
    await addFacility(tx, acting, { id, nameEn: name.en, nameZh: name.zh, ...facility });
  }
  for (const { id, name, said, ...source } of sources) {
    await addEmissionSource(tx, acting, { id, nameEn: name.en, nameZh: name.zh, ...source });
    for (const words of said) {
      await rememberMatch(tx, acting, { ...words, facilityId: source.facilityId, sourceId: id });
    }
  }
  return { facilities: facilities.map(({ id }) => id), sources: sources.map(({ id }) => id) };
}

/** Removes facilities and sources created by an import, if nothing else uses them and none of its records counts. */
export async function removeMade(tx: TenantTx, author: ImportAuthor, importId: string): Promise<void> {
  const { made } = await tx
    .selectFrom("activity_import")
    .select("made")
    .where("organization_id", "=", author.organizationId)
    .where("id", "=", importId)
    .executeTakeFirstOrThrow();
  await removeUnused(tx, author, made);
}
