import { describe, expect, it } from "vitest";
import { fillDetails, proposeDetails, type ReportDetails } from "./report-details.ts";

const NONE: ReportDetails = {
  addressEn: "",
  addressZh: "",
  descriptionEn: "",
  descriptionZh: "",
  responsibleName: "",
  responsibleRole: "",
  responsibleContact: "",
};
const BASIS = {
  trade: { en: "Fasteners", zh: "紧固件" },
  sites: [
    { en: "Suzhou plant", zh: "" },
    { en: "", zh: "东莞工厂" },
  ],
  person: { name: "Chen Wei", email: "chen@company.example" },
};

describe("details of the organization for its report", () => {
  it("follow from the trade, the sites and the person, and leave the others empty", () => {
    expect(proposeDetails(NONE, BASIS)).toEqual({
      ...NONE,
      descriptionEn: "Field of business: Fasteners. Sites: Suzhou plant, 东莞工厂.",
      descriptionZh: "业务领域：紧固件。经营场所：Suzhou plant、东莞工厂。",
      responsibleName: "Chen Wei",
      responsibleContact: "chen@company.example",
    });
  });

  it("are never replaced where the organization has them", () => {
    const known = { ...NONE, descriptionEn: "Bolts.", responsibleName: "Li Na" };
    expect(proposeDetails(known, BASIS)).toMatchObject({ descriptionEn: "Bolts.", responsibleName: "Li Na" });
    const typed = { ...NONE, descriptionEn: "Other", addressEn: "1 Sample Road" };
    expect(fillDetails(known, typed)).toEqual({ ...known, addressEn: "1 Sample Road" });
  });
});
