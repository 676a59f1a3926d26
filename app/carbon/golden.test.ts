import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { figureAt, type GoldenCase, holds, tableRow } from "#tests/second-opinion/golden-case.ts";
import schema from "./document/inventory-document.schema.json" with { type: "json" };
import { FAULT_CODES, ISSUE_CODES } from "./document/problem-codes.ts";
import { validateDocument } from "./document/validate-document.ts";
import { CATEGORIES } from "./line/scope.ts";
import { METHODS } from "./method/methods.ts";
import { runInventory } from "./total/inventory.ts";
import { UNIT_CODES } from "./unit/unit.ts";

const folder = new URL("../../tests/golden/", import.meta.url);

function readFolder(url: URL) {
  return readdirSync(url)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, document: JSON.parse(readFileSync(new URL(name, url), "utf8")) }));
}

const golden = readFolder(folder);
const rejected = readFolder(new URL("rejected/", folder));
const matchesSchema = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(
  schema,
);

/** The formatter lays out tables, so spaces and dashes in rules are ignored. */
const squeeze = (text: string) => text.replaceAll(/\s+/g, " ");

describe("published worked examples", () => {
  const published = golden.filter(({ document }) => document.published);
  const errata = published.filter(({ document }: { document: GoldenCase }) =>
    document.published!.some(({ erratum }) => erratum),
  );

  test("include enough cases, and errata", () => {
    expect(published.length).toBeGreaterThanOrEqual(60);
    expect(errata.length).toBeGreaterThanOrEqual(8);
  });

  test.each(golden)("$name", ({ document }) => {
    const validation = validateDocument(document);
    expect(validation).toMatchObject({ ok: true });
    if (!validation.ok) return;
    const { engine, ...results } = runInventory(validation.document);
    expect(engine).toMatch(/^truetonne-carbon\/\d+$/);
    const disclosures = results.disclosures.map(({ code, activity }) => ({ code, activity }));
    const issues = results.issues.map(({ code, activity, pointer }) => ({ code, activity, pointer }));
    expect({ ...results, disclosures, issues }).toEqual(document.expected);
    expect(matchesSchema(document), JSON.stringify(matchesSchema.errors?.slice(0, 3))).toBe(true);
    for (const figure of (document as GoldenCase).published ?? []) {
      const told = `${figure.at} is ${figureAt(results, figure.at)} and was printed as ${figure.value} ${figure.unit}`;
      expect(holds(results, figure), figure.erratum ? `Reproduces an erratum: ${told}` : told).toBe(true);
    }
  });

  test("each name their source, and are in the table of the README", () => {
    const table = squeeze(readFileSync(new URL("README.md", folder), "utf8"));
    for (const { name, document } of published) {
      for (const key of ["says", "publisher", "document", "edition", "place", "url"]) {
        expect(document.about[key], `${name} ${key}`).toMatch(/\S/);
      }
      expect(table).toContain(squeeze(tableRow(name, document)!).replace(/ +\|$/, ""));
    }
  });
});

/** Errors that no JSON Schema can express. */
const BEYOND_SCHEMA = new Set([
  "activity_outside_period",
  "blend_sum",
  "detail_count",
  "dimension_unsuitable",
  "duplicate_factor",
  "duplicate_id",
  "factor_wrong_kind",
  "gas_twice",
  "gwp_zero",
  "instrument_negative",
  "method_category_mismatch",
  "percentage_negative",
  "period_reversed",
  "property_not_positive",
  "reference_unknown",
  "share_out_of_range",
  "uncertainty_via_length",
  "uncertainty_group_unknown",
  "uncertainty_group_twice",
  "value_out_of_range",
]);

/**
 * Files with a valid form but an invalid value: a day that doesn't exist, a ratio by zero, a gas without its
 * publisher's GWP.
 */
const BEYOND_SCHEMA_FILES = new Set([
  "impossible-date.json",
  "share-by-zero.json",
  "publisher-gwp-missing.json",
  "serials-no-range.json",
]);

describe("stored broken inputs", () => {
  test.each(rejected)("$name", ({ document, name }) => {
    const validation = validateDocument(document);
    const only = ({ code, pointer }: { code: string; pointer: string }) => ({ code, pointer });
    if (document.expected.exit === 2) {
      expect(validation.ok ? [] : validation.faults.map(only)).toEqual(document.expected.faults);
      const isStructural = document.expected.faults.some(({ code }: { code: string }) => !BEYOND_SCHEMA.has(code));
      if (!BEYOND_SCHEMA_FILES.has(name)) expect(matchesSchema(document)).toBe(!isStructural);
      return;
    }
    expect(validation).toMatchObject({ ok: true });
    if (!validation.ok) return;
    const results = runInventory(validation.document);
    expect(results.issues.map(only)).toEqual(document.expected.issues);
    expect(results).not.toHaveProperty("totals");
    const broken = new Set(results.issues.map(({ activity }) => activity));
    expect(results.lines.map(({ activity }) => activity)).toEqual(
      validation.document.activities.map(({ id }) => id).filter((id) => !broken.has(id)),
    );
    expect(matchesSchema(document)).toBe(true);
  });

  test("cover every code of a document", () => {
    const shown = new Set(
      rejected
        .flatMap(({ document }) => [...(document.expected.faults ?? []), ...(document.expected.issues ?? [])])
        .map(({ code }) => code),
    );
    const ofTheText = ["json_malformed", "json_duplicate_key", "json_too_deep", "file_unreadable", "file_too_large"];
    const ofSelection = ["factor_missing", "factor_ambiguous"];
    expect([...FAULT_CODES, ...ISSUE_CODES].filter((code) => !shown.has(code))).toEqual([...ofTheText, ...ofSelection]);
  });
});

test("lists the program's methods in the schema (after a change, run `node app/cli/write-schema.ts`)", () => {
  expect(schema.$defs.method).toEqual({ oneOf: METHODS.map((method) => method.schema) });
});

test("lists the program's units and categories in the schema", () => {
  expect(schema.$defs.unit.enum).toEqual(UNIT_CODES);
  expect(schema.$defs.activity.properties.category.enum).toEqual(Object.values(CATEGORIES).flat());
});
