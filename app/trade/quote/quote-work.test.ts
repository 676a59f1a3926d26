import { describe, expect, it } from "vitest";
import { SERVICE_KIND_FACTS, SERVICE_KINDS, usualDeliverables } from "#app/trade/service/service-kinds.ts";
import {
  addDeliverables,
  copyWork,
  EMPTY_WORK,
  findWorkFaults,
  hasWork,
  MOST_MILESTONES,
  purchaseOrderOf,
  type QuoteWork,
  readWorkFields,
  statedWork,
  toWorkFields,
} from "./quote-work.ts";

const TODAY = "2026-11-27";
const WORK: QuoteWork = {
  organization: { en: "Sample Works", zh: "示例工厂" },
  reportingYear: "2025",
  deliverables: { en: "Report\nData table", zh: "报告\n数据表" },
  assumptions: { en: "One site.", zh: "" },
  milestones: [{ name: { en: "Data complete", zh: "" }, dueOn: "2026-12-10" }],
  deliveryOn: "2027-01-31",
  purchaseOrder: "PO-4500012345",
};
const faultsOf = (change: Partial<QuoteWork>) =>
  findWorkFaults({ ...WORK, ...change }, TODAY).map(({ field, code }) => `${field}: ${code}`);

describe("the work of a quote", () => {
  it("is read from the fields that it is shown in", () => {
    expect(readWorkFields(toWorkFields(WORK))).toEqual(WORK);
    expect(readWorkFields({})).toEqual(EMPTY_WORK);
    expect(readWorkFields({ deliverablesEn: " One\r\nTwo ", "milestone-3-nameZh": "完成" })).toEqual({
      ...EMPTY_WORK,
      deliverables: { en: "One\nTwo", zh: "" },
      milestones: [{ name: { en: "", zh: "完成" }, dueOn: "" }],
    });
    expect(readWorkFields({ [`milestone-${MOST_MILESTONES}-nameEn`]: "One too many" }).milestones).toEqual([]);
    expect([hasWork(EMPTY_WORK), hasWork({ ...EMPTY_WORK, purchaseOrder: "1" })]).toEqual([false, true]);
  });

  it("shows what is stated, in a fixed order", () => {
    const fields = ["organization", "reportingYear", "deliveryOn", "purchaseOrder", "deliverables", "assumptions"];
    expect(statedWork(WORK).map(({ field }) => field)).toEqual(fields);
    expect(statedWork({ ...EMPTY_WORK, reportingYear: "2025" })).toEqual([
      { field: "reportingYear", value: { en: "2025", zh: "2025" } },
    ]);
  });

  it.each<[name: string, change: Partial<QuoteWork>, faults: string[]]>([
    ["is complete", {}, []],
    ["may be empty", { ...EMPTY_WORK }, []],
    ["needs a year of four digits", { reportingYear: "25" }, ["reportingYear: year"]],
    ["needs a plausible year", { reportingYear: "1989" }, ["reportingYear: year"]],
    ["can't be delivered in the past", { deliveryOn: "2026-11-26" }, ["deliveryOn: delivery_on"]],
    ["can be delivered today", { deliveryOn: TODAY }, []],
    [
      "needs the name and day of a milestone",
      { milestones: [{ name: { en: "", zh: "" }, dueOn: "soon" }] },
      ["milestone-0-nameEn: milestone_name", "milestone-0-dueOn: milestone_date"],
    ],
    ["has no invisible characters", { purchaseOrder: "PO\u200b1" }, ["purchaseOrder: text_forbidden"]],
    ["has names of one line", { organization: { en: "A\nB", zh: "" } }, ["organizationEn: text_forbidden"]],
  ])("%s", (_name, change, faults) => {
    expect(faultsOf(change)).toEqual(faults);
  });

  it("adds usual deliverables once and keeps every line that a person wrote", () => {
    const usual = usualDeliverables(["inventory_report"]);
    const once = addDeliverables(WORK, usual);
    expect(once.deliverables.en.split("\n")).toEqual(["Report", "Data table", ...usual.map(({ en }) => en)]);
    expect(once.deliverables.zh.split("\n")).toEqual(["报告", "数据表", ...usual.map(({ zh }) => zh)]);
    expect(addDeliverables(once, usual)).toEqual(once);
    expect(addDeliverables(WORK, [])).toEqual(WORK);
  });

  it("begins a copy without days and without the other quote's order number", () => {
    expect(copyWork(WORK)).toEqual({
      ...WORK,
      milestones: [{ name: { en: "Data complete", zh: "" }, dueOn: "" }],
      deliveryOn: "",
      purchaseOrder: "",
    });
  });

  it("takes the order number given with the acceptance before that of the quote", () => {
    const sent = { state: "sent", purchaseOrder: "" };
    const accepted = (purchaseOrder: string) => ({ work: WORK, steps: [sent, { state: "accepted", purchaseOrder }] });
    expect(purchaseOrderOf({ work: WORK, steps: [sent] })).toBe("PO-4500012345");
    expect(purchaseOrderOf(accepted(""))).toBe("PO-4500012345");
    expect(purchaseOrderOf(accepted("PO-2"))).toBe("PO-2");
  });
});

describe("usual deliverables", () => {
  it.each(SERVICE_KINDS)("of %s are in both languages and claim no method, grade or approval", (kind) => {
    const { deliverables } = SERVICE_KIND_FACTS[kind];
    expect(deliverables.length).toBeGreaterThan(0);
    for (const { en, zh } of deliverables) {
      expect([en, zh]).not.toContain("");
      expect(`${en} ${zh}`).not.toMatch(/certif|approv|accredit|verified|ISO|GHG Protocol|认证|批准|核证|标准/i);
    }
  });

  it("of several kinds name each line once", () => {
    const lines = usualDeliverables(["cbam_data_set", "inventory_report"]).map(({ en }) => en);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines[0]).toBe("List of the data needed");
  });
});
