import { expect, test } from "vitest";
import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { OwnFactorForm, readContent, toFormValues } from "./own-factor-form.ts";

const SETS: Record<string, DocumentGwp> = {
  AR6: { set: "AR6", values: { CO2: "1", CH4: "27.9", N2O: "273", SF6: "25200" }, blends: { "R-410A": {} } },
  AR5: { set: "AR5", values: { CO2: "1", CH4: "28", N2O: "265" } },
};
const FORM = {
  intent: "save",
  nameEn: "Sample alloy",
  unit: "t",
  basis: "gases",
  co2: "8.2",
  sourceName: "Supplier declaration",
  sourcePublisher: "Sample Metals",
  licence: "Supplier's consent",
  evidence: "declaration.pdf",
};
const read = (change: Record<string, string>) => {
  const parsed = OwnFactorForm.safeParse({ ...FORM, ...change });
  if (!parsed.success) throw new Error(parsed.error.issues[0]!.message);
  return readContent(parsed.data, SETS);
};

test.each<[Record<string, string>, object]>([
  [{ n2o: "0.01" }, { gases: { CO2: "8.2", N2O: "0.01" } }],
  [{ otherGases: "SF6 0.001; R-410A=0.2" }, { gases: { CO2: "8.2", SF6: "0.001", "R-410A": "0.2" } }],
  [
    { co2: "", biogenicCo2: "3" },
    { gases: {}, biogenicCo2: "3" },
  ],
  [
    { basis: "co2e_by_gas", ch4: "0.5", gwpSet: "AR5" },
    { gasesCo2e: { CO2: "8.2", CH4: "0.5" }, gasesGwp: { CO2: "1", CH4: "28" } },
  ],
  [
    { basis: "co2e", co2: "", co2e: "9.1", gwpSet: "AR6" },
    { co2e: "9.1", co2eGwpSet: "AR6" },
  ],
  [
    { basis: "carbon", co2: "", carbon: "0.8", oxidation: "0.99" },
    { carbon: { kgCarbonPerUnit: "0.8", oxidation: "0.99" } },
  ],
])("reads %j", (change, figures) => {
  const content = read(change);
  expect(content).toMatchObject({ ok: true, value: { figures } });
  if (!content.ok) return;
  expect(content.value.figures).toEqual(figures);
  // The stored content fills the form of the next version with the same values.
  const again = OwnFactorForm.parse({ intent: "save", ...toFormValues(content.value, SETS) });
  expect(readContent(again, SETS)).toEqual(content);
});

test.each<[Record<string, string>, string, string]>([
  [{ co2: "" }, "co2", "figure_missing"],
  [{ co2e: "9" }, "co2e", "figure_extra"],
  [{ otherGases: "SF6" }, "otherGases", "gases_form"],
  [{ otherGases: "SF6 -1" }, "otherGases", "gases_form"],
  [{ otherGases: "Phlogiston 1" }, "otherGases", "gas_unknown"],
  [{ otherGases: "CO2 1" }, "otherGases", "gas_twice"],
  [{ basis: "co2e_by_gas" }, "gwpSet", "gwp_set_missing"],
  [{ basis: "co2e_by_gas", otherGases: "SF6 1", gwpSet: "AR5" }, "gwpSet", "gas_not_in_set"],
  [{ basis: "co2e", co2: "", gwpSet: "AR5" }, "co2e", "figure_missing"],
  [{ basis: "carbon", co2: "", carbon: "0.8", oxidation: "1.1" }, "oxidation", "oxidation_invalid"],
])("refuses the figures of %j", (change, field, fault) => {
  expect(read(change)).toEqual({ ok: false, field, fault });
});

test.each<[Record<string, string>, string]>([
  [{ nameEn: "" }, "name_missing"],
  [{ unit: "ton" }, "unit_missing"],
  [{ co2: "-1" }, "negative"],
  [{ co2: "1,5" }, "number_invalid"],
  [{ co2: "1e3" }, "number_invalid"],
  [{ validFrom: "2025-02-30" }, "date_invalid"],
  [{ validFrom: "2026-01-01", validTo: "2025-12-31" }, "period_reversed"],
  [{ sourceUrl: "javascript:alert(1)" }, "url_invalid"],
  [{ licence: "" }, "licence_missing"],
  [{ evidence: "" }, "evidence_missing"],
  [{ sourcePublisher: "" }, "publisher_missing"],
  [{ uncertainty: "-5" }, "percent_invalid"],
])("refuses %j", (change, fault) => {
  const parsed = OwnFactorForm.safeParse({ ...FORM, ...change });
  expect(parsed.error?.issues.map(({ message }) => message)).toContain(fault);
});
