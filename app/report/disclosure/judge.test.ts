import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import { translator } from "#app/i18n/index.ts";
import { buildMatrix, EVERY_FACILITY, type MatrixAnswer } from "#app/report/completeness/matrix.ts";
import { sampleDocument, sampleFacts } from "#app/report/sample-report.ts";
import { judgedRunOf } from "#app/runs/judged-run-shape.ts";
import type { DisclosureSubject } from "./finding.ts";
import { countItems, judgeDisclosures } from "./judge.ts";
import { REQUIREMENTS, requirementsOf } from "./requirements.ts";
import { say, sayInBoth, toChecklist } from "./say.ts";
import { type DisclosureStatements, mayIssueIn, NO_STATEMENTS, NO_TEXT } from "./statements.ts";

const judgedOn = (subject: Parameters<typeof judgeDisclosures>[0]) => judgeDisclosures(subject, "2026-01-15");

const SAID = { en: "As stated.", zh: "如前所述。" };
const NOTHING = { tonnes: "0", basis: { en: "", zh: "" } };

const ABSENT: MatrixAnswer = {
  state: "not_applicable",
  reason: "no_activity",
  why: NO_TEXT,
  tonnes: "",
  basis: NO_TEXT,
};
const LEFT_OUT: MatrixAnswer = { ...ABSENT, state: "excluded", reason: "not_significant", tonnes: "18", basis: SAID };

const COMPLETE: DisclosureStatements = {
  ...NO_STATEMENTS,
  overlays: ["ghg_protocol", "china"],
  boundary: SAID,
  significance: SAID,
  notSignificant: { "6": SAID },
  exclusions: [],
  uncertainty: SAID,
  uncertaintyGrades: { stationary_combustion: "low", purchased_electricity: "low" },
  completeness: Object.fromEntries(ALL_CATEGORIES.map((category) => [category, { [EVERY_FACILITY]: ABSENT }])),
  china: {
    nature: SAID,
    sector: SAID,
    legalRepresentative: "Wang Sample",
    preparer: "Li Sample",
    preparerContact: "ehs@sample.example",
    qualityAssurance: SAID,
    recoveredCo2: NOTHING,
    exportedElectricity: NOTHING,
    exportedHeat: NOTHING,
  },
};

const EVIDENCED = [fuel({ id: "a1", evidence: "bill" }), power({ id: "a2", evidence: "bill" })];

/** A judged document of one fuel and one meter, complete unless a test takes something away. */
function subjectOf(
  changes: Partial<DisclosureStatements> = {},
  activities: DocumentActivity[] = EVIDENCED,
): DisclosureSubject {
  const inputs: InventoryDocument = {
    ...documentOf(...activities),
    gwp: { set: "AR6", source: "IPCC", values: { CO2: "1" } },
  };
  const document = { ...inputs, results: runInventory(inputs) };
  const statements = { ...COMPLETE, ...changes };
  return {
    statements,
    matrix: buildMatrix(document, {}, statements),
    facts: sampleFacts("0".repeat(64)),
    ...judgedRunOf(document),
    totals: document.results.totals!,
    sources: [
      { id: "s1", key: "s1", name: { en: "Boiler", zh: "锅炉" }, category: "stationary_combustion", isByRule: true },
    ],
    hasBaseYearPolicy: true,
  };
}

const missingOf = (subject: DisclosureSubject) =>
  judgedOn(subject).flatMap(({ requirement, missing }) => missing.map(({ code }) => `${requirement.id} ${code}`));

const stateOf = (subject: DisclosureSubject, id: string) =>
  judgedOn(subject).find(({ requirement }) => requirement.id === id)!.state;

describe("a complete report", () => {
  it("lacks nothing, and states that it was prepared in accordance with the standard", () => {
    const subject = subjectOf();
    expect(missingOf(subject)).toEqual([]);
    expect(stateOf(subject, "A18")).toBe("present");
    expect(countItems(judgedOn(subject))).toEqual({ done: 33, of: 33, blocking: 0 });
  });

  it("answers to the overlays that are chosen, and no other", () => {
    expect(requirementsOf([]).map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, at) => `A${at + 1}`));
    expect(judgedOn(subjectOf({ overlays: ["china"] })).map(({ requirement }) => requirement.programme)).toEqual([
      ...Array(20).fill("iso"),
      ...Array(6).fill("china"),
    ]);
  });
});

const without = (category: "waste" | "franchises") => {
  const { [category]: _, ...completeness } = COMPLETE.completeness;
  return { completeness };
};
const exclusion = { what: SAID, reason: SAID, tonnes: "18", basis: SAID };
const noEvidence = [fuel({ id: "a1" }), power({ id: "a2", evidence: "bill" })];
const withTravel = [...EVIDENCED, fuel({ id: "a3", scope: 3, category: "waste", evidence: "x" })];

describe("a report in one language", () => {
  const inEnglish = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (key, one) => (key === "zh" && typeof one === "string" ? "" : one));
  const stated = inEnglish(COMPLETE);
  const subjectIn = (languages: ("en" | "zh")[]) => {
    const subject = subjectOf({ ...stated, languages });
    return { ...subject, facts: inEnglish(subject.facts) };
  };

  it("lacks no text of another language", () => {
    expect(missingOf(subjectIn(["en"]))).toEqual([]);
  });

  it.each([[["zh"]], [["en", "zh"]]] as const)("lacks the texts of each language of %j", (languages) => {
    const missing = missingOf(subjectIn([...languages]));
    for (const one of ["A1 detail", "A4 boundary_text", "A5 significance_text", "CN1 china_field", "CN6 china_field"])
      expect(missing).toContain(one);
  });

  it("is issued in the languages of its texts only", () => {
    const issuable = (languages: ("en" | "zh")[]) => REPORT_LOCALES.filter((locale) => mayIssueIn(languages, locale));
    expect([issuable(["en"]), issuable(["zh"]), issuable(["zh", "en"])]).toEqual([
      ["en"],
      ["zh"],
      ["en", "zh", "both"],
    ]);
  });
});

describe("what is missing", () => {
  it.each<[string, DisclosureSubject, string[]]>([
    [
      "the boundary in one language",
      subjectOf({ boundary: { en: "x", zh: " " } }),
      ["A4 boundary_text", "GP1 boundary_text"],
    ],
    ["the criteria", subjectOf({ significance: { en: "", zh: "x" } }), ["A5 significance_text"]],
    ["a category without data", subjectOf({ notSignificant: {} }), ["A5 category_unsettled"]],
    ["an answer for a category", subjectOf(without("waste")), ["A5 cells_open"]],
    [
      "an answer for a scope 3 category of the GHG Protocol",
      subjectOf(without("franchises"), withTravel),
      ["A5 cells_open", "A16 uncertainty_grade", "GP3 scope3_reason"],
    ],
    [
      "the size of an excluded category",
      subjectOf({ completeness: { ...COMPLETE.completeness, waste: { all: { ...LEFT_OUT, tonnes: "" } } } }),
      ["A5 answer_incomplete", "A9 exclusion_size"],
    ],
    [
      "a reason other than a lack of data",
      subjectOf({
        completeness: {
          ...COMPLETE.completeness,
          waste: { all: { ...ABSENT, reason: "other", why: { en: "No data were collected.", zh: "未收集数据。" } } },
        },
      }),
      ["A5 answer_incomplete"],
    ],
    ["whether anything is excluded", subjectOf({ exclusions: null }), ["A9 exclusions_unstated"]],
    ["the size of an exclusion", subjectOf({ exclusions: [{ ...exclusion, tonnes: "" }] }), ["A9 exclusion_size"]],
    ["a size below zero", subjectOf({ exclusions: [{ ...exclusion, tonnes: "-1" }] }), ["A9 exclusion_size"]],
    ["a size that is no number", subjectOf({ exclusions: [{ ...exclusion, tonnes: "1e3" }] }), ["A9 exclusion_size"]],
    [
      "how a size was found",
      subjectOf({ exclusions: [{ ...exclusion, basis: { en: "x", zh: "" } }] }),
      ["A9 exclusion_size"],
    ],
    [
      "the reason of an exclusion",
      subjectOf({ exclusions: [{ ...exclusion, reason: NO_STATEMENTS.boundary }] }),
      ["A9 exclusion_reason"],
    ],
    ["a grade", subjectOf({ uncertaintyGrades: { stationary_combustion: "low" } }), ["A16 uncertainty_grade"]],
    ["words on the assessment", subjectOf({ uncertainty: NO_STATEMENTS.uncertainty }), ["A17 assessment"]],
    ["the policy of the base year", { ...subjectOf(), hasBaseYearPolicy: false }, ["GP6 base_year_policy"]],
    ["a scope", subjectOf({}, [power({ id: "a2", evidence: "bill" })]), ["GP2 scope_empty"]],
    [
      "reasons for scope 3",
      subjectOf({ completeness: {} }, withTravel),
      [...Array(20).fill("A5 cells_open"), "A16 uncertainty_grade", ...Array(14).fill("GP3 scope3_reason")],
    ],
    [
      "the legal representative",
      subjectOf({ china: { ...COMPLETE.china, legalRepresentative: " " } }),
      ["CN1 china_field"],
    ],
    [
      "an exported amount",
      subjectOf({ china: { ...COMPLETE.china, exportedHeat: { tonnes: "", basis: SAID } } }),
      ["CN2 china_field"],
    ],
    [
      "where an amount comes from",
      subjectOf({ china: { ...COMPLETE.china, recoveredCo2: { ...NOTHING, tonnes: "2" } } }),
      ["CN2 china_field"],
    ],
    ["a source document", subjectOf({}, noEvidence), ["CN4 evidence_lacking"]],
    [
      "why a factor was chosen manually",
      { ...subjectOf(), sources: [{ ...subjectOf().sources[0]!, isByRule: false }] },
      ["CN5 source_reason"],
    ],
    [
      "a description in Chinese",
      withFacts({ organization: { ...sampleFacts("").organization, description: { en: "x" } } }),
      ["A1 detail"],
    ],
    ["a bridge", withFacts({ baseYear: { ...RECALCULATED } }), ["A12 bridge"]],
    ["a bridge that adds up", withFacts({ baseYear: { ...RECALCULATED, bridge: bridgeTo("13") } }), ["A12 bridge_gap"]],
    [
      "the statement behind a verified state",
      withFacts({
        assurance: { status: "limited", body: { en: "Sample Verifier" }, statement: "", date: "2026-01-01" },
      }),
      ["A19 assurance_statement"],
    ],
    [
      "the comparison with the last report",
      withFacts({ previousReport: { number: "X", period: { start: "", end: "" }, co2eKg: "1", changes: [] } }),
      ["A14 changes"],
    ],
  ])("is %s", (_, subject, expected) => {
    const ids = [...new Set(expected.map((one) => one.split(" ")[0]!))];
    const found = missingOf(subject).filter((one) => !one.startsWith("A18") && !isFurther(one, ids));
    expect(found).toEqual(expected);
    expect(stateOf(subject, "A18")).toBe("missing");
  });
});

/** Taking a scope away leaves its category unsettled too. */
function isFurther(one: string, ids: string[]): boolean {
  return ids.includes("GP2") && one.startsWith("A5");
}

const RECALCULATED = {
  isFirstYear: false as const,
  year: "2024",
  co2eKg: "12",
  co2eKgMarketBased: "11",
  recalculation: SAID,
};

function bridgeTo(co2eKg: string) {
  const amount = (kg: string) => ({ co2eKg: kg, co2eKgMarketBased: kg });
  return { before: amount("10"), effects: [{ trigger: "error" as const, ...amount("2") }], after: amount(co2eKg) };
}

function withFacts(changes: Partial<DisclosureSubject["facts"]>): DisclosureSubject {
  const subject = subjectOf();
  return { ...subject, facts: { ...subject.facts, ...changes } };
}

describe("what is there", () => {
  it("takes zero for an answer, and a bridge that adds up", () => {
    const none = subjectOf({ notSignificant: COMPLETE.notSignificant, overlays: [] }, []);
    expect(missingOf(none)).toEqual([]);
    expect(missingOf(withFacts({ baseYear: { ...RECALCULATED, bridge: bridgeTo("12") } }))).toEqual([]);
  });

  it("leaves an item out with a reason, where it may be, and never the sentence of accordance", () => {
    const justified = subjectOf({ justifications: { CN4: SAID } }, noEvidence);
    expect(stateOf(justified, "CN4")).toBe("justified");
    expect(stateOf(justified, "A18")).toBe("present");
    const oneLanguage = subjectOf({ justifications: { CN4: { en: "x", zh: "" } } }, noEvidence);
    expect(stateOf(oneLanguage, "CN4")).toBe("missing");
    const forbidden = { A4: SAID, A9: SAID, A18: SAID };
    const left = subjectOf({ boundary: NO_STATEMENTS.boundary, exclusions: null, justifications: forbidden });
    expect([stateOf(left, "A4"), stateOf(left, "A9"), stateOf(left, "A18")]).toEqual(["missing", "missing", "missing"]);
  });

  it("divides direct emissions into seven columns that add up exactly, or states what can't be divided", () => {
    const undivided = subjectOf({}, [
      fuel({
        id: "a1",
        unit: "kWh",
        factor: "old@1",
        evidence: "x",
        accepted: [{ code: "factor_not_valid", reason: "x" }],
      }),
      power({ id: "a2", evidence: "x" }),
    ]);
    expect(missingOf(undivided)).toContain("A6 gases_undivided");
    const words = judgedOn(undivided).find(({ requirement }) => requirement.id === "A6")!.missing[0]!;
    expect(say("missing", words, "en")).toContain("0.01 tCO₂e of direct emissions");
  });

  it("sums any direct and indirect emissions exactly, shares and thirds included", () => {
    const amount = fc.tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 6 }));
    const line = fc.record({
      amount,
      share: fc.constantFrom("1", "0.5", "1/3", "2/7"),
      isFuel: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const activities = lines.map(({ amount: [whole, digits], share, isFuel }, index) => {
          const quantity = `${whole}.${"3".repeat(digits + 1)}`;
          const common = { id: `a${index}`, quantity, share, evidence: "x" };
          return isFuel ? fuel(common) : power(common);
        });
        const found = missingOf(subjectOf({}, activities));
        expect(found.filter((one) => /^(A6|A10) /.test(one))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("judges the sample of the printed report", () => {
    const document = sampleDocument();
    const subject = { ...subjectOf(), ...judgedRunOf(document), totals: document.results!.totals! };
    expect(missingOf(subject).filter((one) => /^A(6|10|15|20) /.test(one))).toEqual([]);
  });
});

describe("words", () => {
  it("name every requirement in both languages", () => {
    for (const locale of ["en", "zh"] as const) {
      const { items } = translator(locale).disclosure;
      expect(Object.keys(items).sort()).toEqual(REQUIREMENTS.map(({ id }) => id).sort());
    }
  });

  it("say every finding of every test above in both languages, without a gap", () => {
    const subjects = [subjectOf(), subjectOf({ ...NO_STATEMENTS, overlays: ["ghg_protocol", "china"] }, noEvidence)];
    for (const { says, missing } of subjects.flatMap(judgedOn)) {
      const sentences = [sayInBoth("says", says), ...missing.map((one) => sayInBoth("missing", one))];
      for (const { en, zh } of sentences) expect(`${en}${zh}`).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(toChecklist(judgedOn(subjectOf()))).toHaveLength(33);
  });
});
