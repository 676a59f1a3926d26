import { expect, it } from "vitest";
import { readPackageForm } from "./package-form.ts";

const row = (index: number, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`source-${index}-${name}`, value]));
const gas = { nameEn: "Gas", nameZh: "天然气", category: "stationary_combustion", unit: "Nm3", factor: "f.gas" };

it("reads the rows of a list, leaves out removed and empty ones, and names the wrong field", () => {
  const head = { nameEn: "Factory", nameZh: "", count: "3" };
  const good = readPackageForm(
    { ...head, ...row(0, { ...gas, every: "quarter", dueDays: "10" }), ...row(1, { ...gas, remove: "on" }) },
    [],
  );
  expect(good).toMatchObject({
    ok: true,
    value: { sources: [{ nameEn: "Gas", task: { every: "quarter", dueDays: 10 } }] },
  });
  const bad = readPackageForm({ ...head, ...row(0, { ...gas, unit: "furlong", every: "month", dueDays: "1.5" }) }, []);
  expect(bad).toMatchObject({ ok: false, errors: { "source-0-unit": "unit_missing", "source-0-dueDays": "due_days" } });
  expect(readPackageForm({ ...head, nameEn: "" }, [])).toMatchObject({ ok: false, errors: { nameEn: "name_missing" } });
});
