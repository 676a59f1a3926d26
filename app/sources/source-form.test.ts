import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { listFaults, SourceActions, SourceForm, typedInAddress } from "./source-form.ts";

const FORM = {
  facilityId: "0d7f2a53-0c4c-4a43-9c39-8a7de4a30c11",
  nameEn: "Boiler gas",
  category: "stationary_combustion",
  unit: "m3",
  factor: "uk-desnz.1_100_1004_3",
};

describe("SourceForm", () => {
  it("accepts a source with or without uncertainties", () => {
    expect(SourceForm.safeParse(FORM).success).toBe(true);
    expect(SourceForm.safeParse({ ...FORM, uncertaintyActivity: "5", uncertaintyFactor: "2.5" }).success).toBe(true);
  });

  it.each([
    [{ nameEn: "" }, "name_missing"],
    [{ facilityId: "1" }, "facility_missing"],
    [{ category: "everything" }, "scope_missing"],
    [{ unit: "ton" }, "unit_missing"],
    [{ factor: "" }, "factor_missing"],
    [{ uncertaintyActivity: "5" }, "both_uncertainties"],
    [{ uncertaintyActivity: "5 %", uncertaintyFactor: "2" }, "percent_invalid"],
    [{ uncertaintyActivity: "-5", uncertaintyFactor: "2" }, "percent_invalid"],
  ])("rejects %j", (change, fault) => {
    const parsed = SourceForm.safeParse({ ...FORM, ...change });
    expect(parsed.error?.issues.map(({ message }) => message)).toContain(fault);
  });

  it("doesn't require the fields for a removal", () => {
    expect(SourceActions.remove.schema.safeParse({ intent: "remove" }).success).toBe(true);
  });
});

it("reads typed values only from the address of a search", () => {
  expect(typedInAddress(new URLSearchParams("nameEn=A"))).toBeNull();
  expect(typedInAddress(new URLSearchParams("q=gas&nameEn=A&tenantId=x"))).toMatchObject({ nameEn: "A", unit: "" });
});

it("names the field in the summary where two fields can have the same error", () => {
  const t = translator("en").facility;
  const errors = { uncertaintyActivity: "percent_invalid", uncertaintyFactor: "percent_invalid", unit: "unit_missing" };
  const messages = listFaults(t, errors, {}).map(({ message }) => message);
  expect(new Set(messages).size).toBe(3);
  expect(messages[0]).toContain(t.sources.uncertaintyActivity);
  expect(messages[1]).toContain(t.sources.uncertaintyFactor);
  expect(messages[2]).toBe(t.fault.unit_missing);
});
