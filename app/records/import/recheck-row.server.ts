import { checkActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import type { DescriptionReader } from "#app/records/description-match.server.ts";
import { columnsOf } from "#app/records/record-columns.ts";
import type { RowFault } from "./file/activity-file.ts";
import { type ImportDraft, sheetOf } from "./import-draft.server.ts";
import { type Candidate, placeOf, type RowEdit } from "./import-row.ts";
import type { JudgeScope } from "./judge-rows.server.ts";

export interface RowBench {
  draft: ImportDraft;
  scope: JudgeScope;
  reader: DescriptionReader;
}

/** Checks a row's text again. A row that never had an error keeps no text and stays as it is. */
export function recheck(candidate: Candidate, { draft, scope, reader }: RowBench): Candidate {
  if (candidate.entry === null || candidate.skipped !== "") return candidate;
  const said = reader.read(candidate.entry);
  const checked = checkActivityEntry(said.entry, scope.context);
  const kept = candidate.faults.filter((fault) => isKept(fault, candidate.edits));
  const found = (checked.ok ? [] : checked.faults).filter(({ field }) => !kept.some((fault) => fault.field === field));
  const mapping = draft.mapping.sheets.find(({ sheet }) => sheet === candidate.sheet);
  const isDeclared = mapping?.decimal === null ? undefined : (mapping as Parameters<typeof placeOf>[2]);
  const placed = found.map((fault) => ({
    ...fault,
    ...placeOf(fault.field, candidate.fileColumn, isDeclared, sheetOf(draft, candidate)),
    raw: candidate.entry![fault.field].slice(0, RAW_LENGTH),
  }));
  const faults = [...kept, ...placed];
  const columns = checked.ok && faults.length === 0 ? columnsOf(checked.value) : null;
  return { ...candidate, matchId: said.matchId, faults, columns };
}

const RAW_LENGTH = 200;
/** Errors that the entry check finds each time. */
const OF_ENTRY = /^(facility|source|period|unit|data_quality|quantity|text)_|^number_out_of_bounds$/;

/**
 * Errors found by the reader that checking the text would miss: a wrong number of cells, a formula error, another
 * number format. They remain until the cell is corrected.
 */
function isKept({ field, code }: RowFault, edits: readonly RowEdit[]): boolean {
  if (field === null) return true;
  if (edits.some((edit) => edit.field === field)) return false;
  if (field === "quantity") return code !== "number_out_of_bounds";
  return !OF_ENTRY.test(code);
}
