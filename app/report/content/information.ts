import type { Block } from "#app/press/block.ts";
import { list, part } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** How data are collected, kept and controlled: only what the installation enforces, or the document shows. */
export function describeInformation(model: ReportModel, words: Words): Block[] {
  const t = words.annex.information;
  const { facts } = model;
  return [
    part("methodology.information", t.heading),
    list([
      t.collected,
      ...sourceDocuments(model, words),
      t.kept,
      t.trail,
      ...(facts.isApprovedOnly ? [t.approved] : []),
      t.calculated,
      ...(facts.number === null ? [] : [t.issued]),
    ]),
  ];
}

/** How many lines name a source document; not where a copy leaves them out, or where a line represents several records. */
function sourceDocuments({ document }: ReportModel, words: Words): string[] {
  const { activities, detail } = document;
  if (detail || activities.some(({ withheld, merged }) => withheld || merged)) return [];
  const named = activities.filter(({ evidence }) => evidence).length;
  return [words.annex.information.evidence(words.exact(String(named)), words.exact(String(activities.length)))];
}
