import { describe, expect, test } from "vitest";
import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import schema from "#app/carbon/document/inventory-document.schema.json" with { type: "json" };
import { documentOf, period } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { SCOPE3_CATEGORIES } from "#app/carbon/line/scope.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import type { Field, Fields } from "./field.ts";
import { METHOD_NAMES, METHODS, methodOf } from "./methods.ts";

function acceptable(field: Field<unknown, unknown>): unknown {
  switch (field.kind) {
    case "amount":
      return { quantity: "1", unit: schema.$defs.unit.enum.find((unit) => isOf(field, unit)) };
    case "number":
    case "fraction":
      return field.schema.$ref ? firstAccepted(field, ["1", "365"]) : "1";
    case "stated":
      return { value: firstAccepted(field, ["1"], "value"), source: "a published table" };
    case "choice":
      return field.choices![0];
    case "year":
      return "2024";
    case "text":
      return "words";
    case "rows":
      return [inputsOf(field.fields!)];
  }
}

function isOf(field: Field<unknown, unknown>, unit: string): boolean {
  const reader = new DocumentReader();
  field.read(reader, { quantity: "1", unit }, "");
  return reader.faults.length === 0;
}

function firstAccepted(field: Field<unknown, unknown>, texts: string[], inside?: "value"): string {
  return texts.find((text) => {
    const reader = new DocumentReader();
    field.read(reader, inside ? { value: text, source: "x" } : text, "");
    return reader.faults.length === 0;
  })!;
}

function inputsOf(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !field.isOptional)
      .map(([name, field]) => [name, acceptable(field)]),
  );
}

function faultsOf(name: string, inputs: Record<string, unknown>) {
  const reader = new DocumentReader();
  methodOf(name).validate(reader, { name, ...inputs }, "");
  return reader.faults.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe.each(METHODS)("$name", (method) => {
  const inputs = inputsOf(method.fields);

  test("accepts its own inputs, names a source and belongs to a category", () => {
    expect(faultsOf(method.name, inputs)).toEqual([]);
    expect(method.source).toMatch(/\d/);
    expect(method.categories.length).toBeGreaterThan(0);
  });

  test("rejects an unknown input, and reports each missing one", () => {
    expect(faultsOf(method.name, { ...inputs, deflater: "1" })).toEqual(["field_unknown /deflater"]);
    for (const name of Object.keys(inputs)) {
      const { [name]: _, ...rest } = inputs;
      expect(faultsOf(method.name, rest)).toEqual([`missing_field /${name}`]);
    }
  });

  test("rejects a JSON number, a minus and another dimension", () => {
    for (const [name, field] of Object.entries(method.fields)) {
      if (field.kind === "number" || field.kind === "fraction") {
        expect(faultsOf(method.name, { ...inputs, [name]: 1 })).toEqual([`number_grammar /${name}`]);
      }
      if (field.kind !== "amount") continue;
      const negative = { ...(acceptable(field) as object), quantity: "-1" };
      expect(faultsOf(method.name, { ...inputs, [name]: negative })).toEqual([`value_out_of_range /${name}/quantity`]);
      const strange = schema.$defs.unit.enum.find((unit) => !isOf(field, unit));
      if (strange === undefined) continue;
      const other = { quantity: "1", unit: strange };
      expect(faultsOf(method.name, { ...inputs, [name]: other })).toEqual([`dimension_unsuitable /${name}/unit`]);
    }
  });
});

test("has unique names, and a method for every scope 3 category", () => {
  expect(new Set(METHOD_NAMES).size).toBe(METHOD_NAMES.length);
  const covered = new Set(METHODS.flatMap(({ categories }) => categories));
  expect(SCOPE3_CATEGORIES.filter((category) => !covered.has(category))).toEqual([]);
});

test("lists every method in the schema of the document (node app/cli/write-schema.ts)", () => {
  expect(schema.$defs.method.oneOf).toEqual(JSON.parse(JSON.stringify(METHODS.map((method) => method.schema))));
});

test("applies the factor to a method's quantity like to an entered one, and keeps it on the line", () => {
  const shipments = [{ mass: { quantity: "3", unit: "t" }, distance: { quantity: "100", unit: "km" } }];
  const document = documentOf({
    id: "a",
    facility: "f",
    scope: 3,
    category: "upstream_transport",
    period,
    method: { name: "freight_by_mass", shipments },
    factor: "road@1",
    share: "1/2",
  });
  document.factors = [{ kind: "emission", id: "road", version: "1", unit: "t.km", gases: { CO2: "0.1" } }];
  expect(validateDocument(document)).toMatchObject({ ok: true });
  expect(runInventory(document).lines).toMatchObject([
    { quantity: "300", unit: "t.km", factorQuantity: "300", co2eKg: "15" },
  ]);
});
