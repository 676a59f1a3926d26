import type { Block } from "#app/press/block.ts";
import { paragraph, part, section } from "#app/press/block-builders.ts";
import type { ReportPlace } from "#app/report/disclosure/checklist-entry.ts";
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

/**
 * Annex J: each requirement of the standards with its state and the section that answers it.
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
      return [
        part(`checklist.${standard}`, t.standard(listStandards([{ name: standard, edition }], words))),
        {
          kind: "table",
          isDense: true,
          columns: [
            { header: t.columns.id, width: "fit" },
            { header: t.columns.item, width: 5 },
            { header: t.columns.state, width: 2 },
            { header: t.columns.says, width: 6, gap: 12 },
            { header: t.columns.place, width: "fit" },
          ],
          rows: group.map(({ id, label, state, says, place }) => ({
            cells: [id, words.name(label), t.states[state], words.name(says), numberOf(HEADING_OF[place])],
          })),
        },
      ];
    }),
  ];
}
