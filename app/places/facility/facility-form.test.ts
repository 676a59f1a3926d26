import { describe, expect, it } from "vitest";
import { FacilityForm, resolveGridRegion } from "./facility-form.ts";

const FORM = { nameEn: "Plant", nameZh: "", country: "CN", subdivision: "", gridRegion: "", consolidationShare: "1" };
const REGIONS = ["CN", "CN-JS", "CN-GRID-EAST", "US-EGRID-RFCW"].map((code) => ({
  code,
  country: code.slice(0, 2),
  name: { en: "", zh: "" },
  editions: [],
}));

describe("FacilityForm", () => {
  it.each([
    [{ nameEn: "", nameZh: "" }, "name_missing"],
    [{ country: "" }, "country_missing"],
    [{ country: "XX" }, "country_missing"],
    [{ nameEn: "x".repeat(201) }, "too_long"],
    [{ subdivision: "US-OH" }, "subdivision_other_country"],
    [{ subdivision: "CN-XX" }, "subdivision_other_country"],
    [{ consolidationShare: "1.1" }, "share_invalid"],
    [{ consolidationShare: "-0.1" }, "share_invalid"],
    [{ consolidationShare: "1e-3" }, "share_invalid"],
    [{ consolidationShare: "60%" }, "share_invalid"],
    [{ consolidationShare: "4/3" }, "share_invalid"],
    [{ consolidationShare: "1/0" }, "share_invalid"],
  ])("rejects %j", (change, fault) => {
    const parsed = FacilityForm.safeParse({ ...FORM, ...change });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([fault]);
  });

  it.each(["0", "1", "0.6", "1/3", "1.0"])("accepts the share %s", (consolidationShare) => {
    expect(FacilityForm.safeParse({ ...FORM, consolidationShare }).success).toBe(true);
  });
});

describe("resolveGridRegion", () => {
  const region = (form: object, before?: { country: string; subdivision: string; gridRegion: string }) => {
    const resolved = resolveGridRegion({ ...FORM, regionShown: "", ...form }, REGIONS, before);
    return resolved.ok ? resolved.value.gridRegion : resolved.fault;
  };

  it.each([
    ["follows the province", { subdivision: "CN-JS" }, "CN-JS"],
    ["follows the grid of a province without an average", { subdivision: "CN-SH" }, "CN-GRID-EAST"],
    ["is the country where no province is stated", {}, "CN"],
    ["is the country where none is published", { country: "DE" }, "DE"],
    ["keeps what was chosen", { subdivision: "CN-JS", gridRegion: "CN" }, "CN"],
    ["keeps what scripts showed", { subdivision: "CN-JS", regionShown: "on" }, "CN"],
    ["refuses an unknown one", { gridRegion: "CN-XX" }, "region_unknown"],
    ["refuses one of another country", { gridRegion: "CN-JS", country: "GB" }, "region_other_country"],
  ] as const)("%s", (_, change, expected) => expect(region(change)).toBe(expected));

  const stored = { country: "CN", subdivision: "CN-JS", gridRegion: "CN-JS" };
  it.each([
    ["follows a changed province", { subdivision: "CN-SH", gridRegion: "CN-JS" }, stored, "CN-GRID-EAST"],
    ["keeps the shown one", { subdivision: "CN-SH", gridRegion: "CN-JS", regionShown: "on" }, stored, "CN-JS"],
    [
      "keeps one that was chosen before",
      { gridRegion: "CN", subdivision: "CN-SH" },
      { ...stored, gridRegion: "CN" },
      "CN",
    ],
    [
      "follows again when the first entry is chosen",
      { subdivision: "CN-JS" },
      { ...stored, gridRegion: "CN" },
      "CN-JS",
    ],
    [
      "keeps none",
      { country: "US", subdivision: "US-OH" },
      { country: "US", subdivision: "US-OH", gridRegion: "US" },
      "US",
    ],
  ] as const)("of a stored facility %s", (_, change, before, expected) =>
    expect(region(change, before)).toBe(expected),
  );
});
