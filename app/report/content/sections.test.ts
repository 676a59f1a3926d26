import { describe, expect, it } from "vitest";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import type { Block, Section } from "#app/press/block.ts";
import { REPORT_PLACES } from "#app/report/disclosure/checklist-entry.ts";
import type { ReportFacts } from "../model.ts";
import { sampleModel } from "../sample-report.ts";
import { describeSections } from "./sections.ts";

function headingsOf(sections: Section[]) {
  return sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "heading" ? [block] : [])));
}

function tableOf(sections: Section[], id: string): Block & { kind: "table" } {
  const found = sections.find((section) => section.id === id)?.blocks.find((block) => block.kind === "table");
  if (found?.kind !== "table") throw new Error(`no table in ${id}`);
  return found;
}

function tableAfter(sections: Section[], heading: string): Block & { kind: "table" } {
  const blocks = sections.flatMap((section) => section.blocks);
  const from = blocks.findIndex((block) => block.kind === "heading" && block.id === heading);
  const found = blocks.slice(from).find((block) => block.kind === "table");
  if (from === -1 || found?.kind !== "table") throw new Error(`no table after ${heading}`);
  return found;
}

describe("describeSections", () => {
  it("has the same sections, parts and numbers in every language", () => {
    const [en, zh, both] = REPORT_LOCALES.map((locale) => headingsOf(describeSections(sampleModel(locale))));
    const places = (headings: typeof en) => headings!.map(({ id, level }) => `${id} ${level}`);
    expect(places(zh)).toEqual(places(en));
    expect(places(both)).toEqual(places(en));
    expect(new Set(places(en)).size).toBe(en!.length);
    expect(zh!.map(({ number }) => number.replace("附录", "Annex"))).toEqual(en!.map(({ number }) => number));
    expect(en!.filter(({ level }) => level === 1).map(({ number }) => number)).toEqual([
      "", // the contents
      "", // the page of key results
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      ..."ABCDEFGHIJK".split("").map((letter) => `Annex ${letter}`),
    ]);
  });

  it.each(REPORT_LOCALES)("names the signing key, and states that the name alone proves nothing (%s)", (locale) => {
    const { facts, ...model } = sampleModel(locale);
    const printed = (changes: Partial<ReportFacts>) =>
      JSON.stringify(describeSections({ ...model, facts: { ...facts, ...changes } }));
    expect(printed({})).toContain(facts.signingKey);
    if (locale !== "zh") expect(printed({})).toContain("proves nothing on its own");
    if (locale !== "en") expect(printed({})).toContain("本身不能证明什么");
    // Neither a draft nor an older report has a key name.
    expect(printed({ number: null })).not.toContain(facts.signingKey);
    const { signingKey, ...before } = facts;
    expect(JSON.stringify(describeSections({ ...model, facts: before }))).not.toContain("--key NAME");
  });

  it("prints a programme's section only where it is chosen", () => {
    const ids = (overlays: ReportFacts["overlays"]) =>
      describeSections(sampleModel("en", overlays ? { overlays } : {})).map(({ id }) => id);
    expect(ids([])).not.toContain("ghg_protocol");
    expect(ids(["china"])).toContain("china");
    expect(ids(["china"])).not.toContain("ghg_protocol");
  });

  it("leads each place of the checklist to a heading that is there", () => {
    const entry = sampleModel("en").facts.checklist![0]!;
    const checklist = REPORT_PLACES.map((place) => ({ ...entry, standard: "GHG Protocol", place }));
    const sections = describeSections(sampleModel("en", { checklist }));
    const headings = new Map(headingsOf(sections).map(({ id, number }) => [id, number.replace("Annex ", "")]));
    const { rows, references } = tableOf(sections, "checklist");
    expect(rows).toHaveLength(REPORT_PLACES.length);
    for (const { cells, to } of rows) expect(cells[references!.link]).toBe(headings.get(to!) ?? "no heading");
  });

  it("lists every sub-clause of ISO 14064-1, 9.3.1 by its letter, and what is not reported", () => {
    const { rows } = tableOf(describeSections(sampleModel("en")), "checklist");
    expect(rows.map(({ cells }) => cells[0])).toEqual([..."abcdefghijklmnopqrst"].map((letter) => `9.3.1 ${letter})`));
    expect(rows.filter(({ to }) => to === undefined).map(({ cells }) => cells.slice(0, 3))).toEqual([
      ["9.3.1 l)", "Base-year recalculation", "not reported"],
    ]);
  });

  it("sums every source to the total", () => {
    const model = sampleModel("en");
    const { rows } = tableAfter(describeSections(model), "results.by_source");
    const tonnes = rows.map(({ cells }) => Number(String(cells[6]).replaceAll(",", "")));
    expect(rows).toHaveLength(15);
    expect(tonnes.slice(0, -1).reduce((sum, one) => sum + one)).toBeCloseTo(tonnes.at(-1)!, 1);
    // The correction of forklift fuel is part of its source.
    const litres = rows.filter(({ cells }) => cells[4] === "L").map(({ cells }) => cells[3]);
    expect(litres).toHaveLength(2);
  });

  it("prints names of places, and codes only where a report has no names", () => {
    const { facts, ...model } = sampleModel("both");
    const boundary = (names: typeof facts.placeNames) =>
      JSON.stringify(
        describeSections({ ...model, facts: { ...facts, placeNames: names ?? {} } }).find(
          ({ id }) => id === "boundary",
        ),
      );
    expect(boundary(facts.placeNames)).toContain("East China grid region");
    expect(boundary(facts.placeNames)).not.toContain("CN-GRID-EAST");
    expect(boundary({})).toContain("CN-GRID-EAST");
  });

  it("states in each empty annex that there is nothing, and why", () => {
    const model = sampleModel("en", { checklist: [], gapAnswers: [], previousVersions: [] });
    const activities = model.document.activities.map(({ market: _, ...activity }) => ({
      ...activity,
      dataQuality: "measured" as const,
    }));
    const sections = describeSections({ ...model, document: { ...model.document, activities } });
    const says = (id: string) => JSON.stringify(sections.find((section) => section.id === id)?.blocks);
    expect(says("instruments")).toContain("No contractual instruments are claimed");
    expect(says("estimates")).toContain("No records are estimated");
    expect(says("estimates")).toContain("Every source has a record for every day");
    expect(says("history")).toContain("First version");
  });

  it("is plain data", () => {
    const sections = describeSections(sampleModel("both"));
    expect(JSON.parse(JSON.stringify(sections))).toEqual(sections);
  });
});
