import type { ActivityEntry, ActivityField } from "#app/carbon/entry/activity-entry.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import type { DraftPlaces } from "./import-places.server.ts";
import type { ImportRowView } from "./import-view.server.ts";
import type { WordedRow } from "./import-view.ts";

type TenantTx = Parameters<typeof listFacilities>[0];

/** Returns the names of a source and its facility in the reader's language. */
export type SourceNamer = (sourceId: string) => { facility: string; source: string };

export async function nameSources(tx: TenantTx, organizationId: string, locale: Locale): Promise<SourceNamer> {
  const facilities = await listFacilities(tx, organizationId);
  return namerOf({ facilities, sources: await listEmissionSources(tx, organizationId) }, locale);
}

export function namerOf(places: Pick<DraftPlaces, "facilities" | "sources">, locale: Locale): SourceNamer {
  const facilities = new Map(places.facilities.map(({ id, name }) => [id, localName(name, locale)]));
  const names = new Map(
    places.sources.map(({ id, name, facilityId }) => [
      id,
      { facility: facilities.get(facilityId) ?? "", source: localName(name, locale) },
    ]),
  );
  return (id) => names.get(id) ?? { facility: "", source: "" };
}

/** A waiting row in the reader's language, with the original text if it needs attention. */
export function wordRow(row: ImportRowView, nameOf: SourceNamer): WordedRow {
  const words = row.entry ?? entryOf(row, nameOf);
  const { number, sheet, fileRow, rowKey, outcome, reason, isRepeated, remarks, decision, decisionNote } = row;
  return {
    number,
    sheet,
    fileRow,
    rowKey,
    outcome,
    reason,
    isRepeated,
    remarks,
    decision,
    decisionNote,
    place: [words.facility.trim(), words.source.trim()].filter(Boolean).join(" · "),
    period: words.period.trim(),
    quantity: words.quantity.trim(),
    unit: words.unit.trim(),
    cells: row.entry ?? {},
    faults: row.faults.map(({ field, code, facts, letter, heading, raw, fixes, alike }) => ({
      field,
      code,
      facts,
      letter,
      heading,
      fixes,
      alike,
      raw: field && row.entry ? row.entry[field].slice(0, SHOWN) : raw,
    })),
    edits: row.edits.map(({ id, field, before, after }) => ({ id, field, before, after })),
    changes: changesOf(row, nameOf),
  };
}

const SHOWN = 200;

function entryOf({ columns }: ImportRowView, nameOf: SourceNamer): Pick<ActivityEntry, Shown> {
  if (!columns)
    return { facility: "", source: "", period: "", quantity: "", unit: "", dataQuality: "", evidence: "", note: "" };
  return {
    ...nameOf(columns.emission_source_id),
    period: printPeriodText({ start: columns.period_start, end: columns.period_end }),
    quantity: columns.entered_quantity,
    unit: columns.entered_unit,
    dataQuality: columns.data_quality,
    evidence: columns.evidence_reference,
    note: columns.note,
  };
}

type Shown = "facility" | "source" | "period" | "quantity" | "unit" | "dataQuality" | "evidence" | "note";

function changesOf(row: ImportRowView, nameOf: SourceNamer): WordedRow["changes"] {
  const { before } = row;
  if (!before) return [];
  const after = entryOf(row, nameOf);
  const now: Record<Shown, string> = {
    ...nameOf(before.sourceId),
    period: printPeriodText(before.period),
    quantity: before.enteredQuantity,
    unit: before.enteredUnit,
    dataQuality: before.dataQuality,
    evidence: before.evidence,
    note: before.note,
  };
  const fields = (Object.keys(now) as (Shown & ActivityField)[]).filter((field) => now[field] !== after[field]);
  return fields.map((field) => ({ field, before: now[field], after: after[field] }));
}
