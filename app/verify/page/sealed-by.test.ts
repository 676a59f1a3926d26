import { describe, expect, it } from "vitest";
import type { Check } from "#app/proof/verdict.ts";
import { sealedBy } from "./sealed-by.ts";

const seal = (facts: Record<string, string>, outcome: Check["outcome"] = "passed"): Check[] => [
  { id: "file", outcome: "passed", reason: "file_is_issued", facts: {} },
  { id: "seal", outcome, reason: "sealed", facts },
];
const facts = { subject: "Seal 7", organization: "Sample Metals Ltd.", issuer: "Sample Trust CA" };
const issuer = { en: "Sample Metals Ltd.", zh: "示例金属有限公司" };

describe("the organization that a seal names", () => {
  it("is that of the certificate, with the authority that issued it", () => {
    expect(sealedBy(seal(facts), issuer)).toEqual({
      organization: "Sample Metals Ltd.",
      authority: "Sample Trust CA",
      isIssuer: true,
    });
  });

  it.each([
    ["SAMPLE METALS  ltd.", true],
    ["示例金属有限公司", true],
    ["Sample Metals", false],
    ["Sample Platform GmbH", false],
  ])("%s is the issuer: %s", (organization, isIssuer) => {
    expect(sealedBy(seal({ ...facts, organization }), issuer)?.isIssuer).toBe(isIssuer);
  });

  it("is the subject where the certificate names no organization", () => {
    expect(sealedBy(seal({ ...facts, organization: "" }), issuer)?.organization).toBe("Seal 7");
  });

  it.each([
    ["a certificate that its holder issued", seal({ ...facts, issuer: "" })],
    ["a seal of another file", seal(facts, "not_applicable")],
    ["a broken seal", seal(facts, "failed")],
    ["no seal", []],
  ])("is not shown for %s", (_, checks) => {
    expect(sealedBy(checks, issuer)).toBeNull();
  });
});
