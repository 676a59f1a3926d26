import { describe, expect, it } from "vitest";
import { FacilityForm, resolveGridRegion, suggestInForm } from "./facility-form.ts";

const FORM = { nameEn: "Plant", nameZh: "", country: "CN", subdivision: "", gridRegion: "", consolidationShare: "1" };
const REGIONS = [{ code: "CN-JS", country: "CN", name: { en: "", zh: "" }, editions: [] }];

describe("FacilityForm", () => {
  it.each([
    [{ nameEn: "", nameZh: "" }, "name_missing"],
    [{ country: "" }, "country_missing"],
    [{ country: "XX" }, "country_missing"],
    [{ nameEn: "x".repeat(201) }, "too_long"],
    [{ subdivision: "US-OH" }, "subdivision_other_country"],
    [{ subdivision: "CN-XX" }, "subdivision_other_country"],
    [{ intent: "suggest" }, expect.any(String)],
    [{ consolidationShare: "1.1" }, "share_invalid"],
    [{ consolidationShare: "-0.1" }, "share_invalid"],
    [{ consolidationShare: "1e-3" }, "share_invalid"],
    [{ consolidationShare: "60%" }, "share_invalid"],
    [{ consolidationShare: "4/3" }, "share_invalid"],
    [{ consolidationShare: "1/0" }, "share_invalid"],
  ])("refuses %j", (change, fault) => {
    const parsed = FacilityForm.safeParse({ ...FORM, ...change });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([fault]);
  });

  it.each(["0", "1", "0.6", "1/3", "1.0"])("takes the share %s", (consolidationShare) => {
    expect(FacilityForm.safeParse({ ...FORM, consolidationShare }).success).toBe(true);
  });
});

describe("resolveGridRegion", () => {
  it.each([
    [{}, { ok: true, value: { ...FORM, gridRegion: "CN" } }],
    [{ gridRegion: "CN-JS" }, { ok: true, value: { ...FORM, gridRegion: "CN-JS" } }],
    [{ gridRegion: "CN-XX" }, { ok: false, fault: "region_unknown" }],
    [
      { gridRegion: "CN-JS", country: "GB" },
      { ok: false, fault: "region_other_country" },
    ],
    [
      { gridRegion: "DE", country: "DE" },
      { ok: true, value: { ...FORM, country: "DE", gridRegion: "DE" } },
    ],
  ])("%j", (change, expected) => expect(resolveGridRegion({ ...FORM, ...change }, REGIONS)).toEqual(expected));
});

describe("suggestInForm", () => {
  const typed = { nameEn: "Plant", country: "CN", subdivision: "CN-JS", gridRegion: "", consolidationShare: "" };

  it("fills in what the place suggests, says why, and keeps what was typed", () => {
    expect(suggestInForm(typed, REGIONS)).toEqual({
      typed: { ...typed, gridRegion: "CN-JS" },
      suggestion: { kind: "one", region: "CN-JS", why: "province" },
    });
  });

  it("chooses nothing where several fit", () => {
    expect(suggestInForm({ ...typed, subdivision: "" }, REGIONS)).toEqual({
      typed: { ...typed, subdivision: "" },
      suggestion: { kind: "several", regions: ["CN-JS"], why: "subdivision_needed" },
    });
  });
});
