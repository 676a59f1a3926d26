import type { Block, TableRow } from "#app/press/block.ts";
import { paragraph, part, section } from "#app/press/block-builders.ts";
import type { ChecklistEntry, ReportPlace } from "#app/report/disclosure/checklist-entry.ts";
import { groupBy } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { listStandards } from "./standards.ts";
import type { Words } from "./words.ts";

/** The heading under which each place of the checklist is printed. */
const HEADING_OF: Record<ReportPlace, string> = {
  organization: "boundary.organization",
  period: "boundary.organization",
  organizational_boundary: "boundary.organizational",
  reporting_boundary: "boundary.reporting",
  exclusions: "boundary.exclusions",
  base_year: "boundary.base_year",
  scopes: "results.by_scope",
  categories: "results.iso_categories",
  gases: "results.by_gas",
  outside_scopes: "results.outside",
  methodology: "methods",
  changes: "results.changes",
  factor_register: "register",
  uncertainty: "uncertainty",
  gwp: "gwp",
  assurance: "verification.assurance",
  accordance: "verification.accordance",
  activities: "activities",
  ghg_protocol: "ghg_protocol",
  china: "china",
};

/** The sub-clauses of ISO 14064-1:2018, 9.3.1: the requirements A1 to A20 are in their order. */
const ISO = { standard: "ISO 14064-1", edition: "2018", letters: [..."abcdefghijklmnopqrst"] };

/**
 * Annex J: each requirement of the standards with its state and the section that answers it; of ISO 14064-1 every
 * sub-clause by its letter.
 *
 * @param numberOf the number of a heading of this report, by its id
 */
export function describeChecklist(model: ReportModel, words: Words, numberOf: (id: string) => string): Block[] {
  const t = words.annex.checklist;
  const entries = model.facts.checklist;
  if (!entries) return [section("checklist", t.heading), paragraph(t.none)];
  return [
    section("checklist", t.heading),
    paragraph(t.text),
    ...groupBy(entries, ({ standard, edition }) => JSON.stringify([standard, edition])).flatMap((group): Block[] => {
      const { standard, edition } = group[0]!;
      const isIso = standard === ISO.standard && edition === ISO.edition;
      const rowOf = (entry: ChecklistEntry, id: string) => entryRow(entry, { id, words, numberOf });
      return [
        part(`checklist.${standard}`, t.standard(listStandards([{ name: standard, edition }], words))),
        {
          kind: "table",
          isDense: true,
          columns: [
            { header: isIso ? t.columns.clause : t.columns.id, width: "fit" },
            { header: t.columns.item, width: 5 },
            { header: t.columns.state, width: 3 },
            { header: t.columns.says, width: 6, gap: 12 },
            { header: t.columns.place, width: "fit" },
            { header: t.columns.page, width: "fit", align: "right" },
          ],
          references: { link: 4, page: 5, about: words.annex.contents.about },
          rows: isIso ? clauseRows(group, words, rowOf) : group.map((entry) => rowOf(entry, entry.id)),
        },
      ];
    }),
  ];
}

function clauseRows(
  entries: readonly ChecklistEntry[],
  words: Words,
  rowOf: (entry: ChecklistEntry, id: string) => TableRow,
): TableRow[] {
  const t = words.annex.checklist;
  return ISO.letters.map((letter, index) => {
    const clause = `9.3.1 ${letter})`;
    const entry = entries.find(({ id }) => id === `A${index + 1}`);
    if (entry) return rowOf(entry, clause);
    return { cells: [clause, words.requirement(`A${index + 1}`), t.states.missing, t.notAnswered, "–", ""] };
  });
}

function entryRow(
  { label, state, says, place }: ChecklistEntry,
  { id, words, numberOf }: { id: string; words: Words; numberOf: (id: string) => string },
): TableRow {
  const to = HEADING_OF[place];
  const { states } = words.annex.checklist;
  return { cells: [id, words.name(label), states[state], words.name(says), numberOf(to), ""], to };
}
