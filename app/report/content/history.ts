import type { Block, TableRow, TextSpan } from "#app/press/block.ts";
import { paragraph, section } from "#app/press/block-builders.ts";
import type { ReportModel, Revision } from "../model.ts";
import type { Words } from "./words.ts";

/** Annex I: the issued versions of this inventory, with what changed from each to the next. */
export function describeHistory(model: ReportModel, words: Words): Block[] {
  const t = words.annex.history;
  const { columns } = t;
  return [
    section("history", t.heading),
    paragraph(t.text),
    {
      kind: "table",
      columns: [
        { header: columns.version, width: "fit", align: "right", gap: 14 },
        { header: columns.date, width: "fit", gap: 14 },
        { header: columns.number, width: "fit", gap: 14 },
        { header: columns.tonnes, width: "fit", align: "right", gap: 14 },
        { header: columns.changes, width: 1 },
      ],
      rows: versionsOf(model).map((version, index, all) => versionRow(version, all[index - 1], words)),
    },
  ];
}

/** Earlier versions, then this one. */
function versionsOf({ facts, document }: ReportModel): (Revision & { isDraft?: boolean })[] {
  const { version, issuedAt, number } = facts;
  const co2eKg = document.results!.totals!.co2eKg;
  const current = { version, issuedAt, number: number ?? "–", co2eKg, isDraft: number === null };
  return [...facts.previousVersions, current];
}

function versionRow(version: Revision & { isDraft?: boolean }, previous: Revision | undefined, words: Words): TableRow {
  return {
    cells: [
      String(version.version),
      version.isDraft ? words.t.verification.draftHistory : words.date(version.issuedAt),
      version.number,
      version.co2eKg === undefined ? "–" : words.tonnes(version.co2eKg),
      whatChanged(version, previous, words),
    ],
  };
}

/** One sentence per line; figures are separate from words. */
function whatChanged(version: Revision, previous: Revision | undefined, words: Words): TextSpan[] {
  const t = words.annex.history;
  const said: TextSpan[][] = [[{ text: words.name(version.note) }]];
  if (!previous) said.push([{ text: t.first }]);
  else if (previous.co2eKg !== undefined && version.co2eKg !== undefined) {
    const figures = `${words.tonnes(previous.co2eKg)} → ${words.tonnes(version.co2eKg)}`;
    said.push(
      previous.co2eKg === version.co2eKg ? [{ text: t.sameTotal }] : [{ text: t.total }, { text: ` ${figures}` }],
    );
  }
  const changes = previous?.changesAfter?.map(words.name);
  if (changes) said.push(...(changes.length > 0 ? changes : [t.sameApproach]).map((text) => [{ text }]));
  const shown = said.filter(([first]) => first!.text !== "");
  return shown.flatMap((spans, index) => (index > 0 ? [{ text: "\n" }, ...spans] : spans));
}
