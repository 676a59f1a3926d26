import { describe, expect, it } from "vitest";
import { SourceActions, SourceForm, typedInAddress } from "./source-form.ts";

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
