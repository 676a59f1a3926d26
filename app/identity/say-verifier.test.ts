import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { sayVerifier } from "./say-verifier.ts";

describe("the body that confirmed a statement", () => {
  const identity = (kind: "domain" | "registration", value: string) => ({ kind, value, checkedOn: "2026-01-30" });
  const name = "Larch “Verified” Ltd";

  it.each(["en", "zh"] as const)("is named by its domain, and its name remains a claim (%s)", (locale) => {
    const { issuerProof } = translator(locale);
    const said = sayVerifier(issuerProof, { name, identity: identity("domain", "larch.example") });
    expect(said).toContain("larch.example");
    expect(said.indexOf("larch.example")).toBeLessThan(said.indexOf("Larch"));
    // The name can't end its own quotation.
    expect(said).toContain("“Larch ’Verified’ Ltd”");
  });

  it.each(["en", "zh"] as const)("is named alone once the operator checked exactly this name (%s)", (locale) => {
    const { issuerProof } = translator(locale);
    expect(sayVerifier(issuerProof, { name, identity: identity("registration", "HRB 1") })).toBe(name);
  });

  it.each(["en", "zh"] as const)("is never named alone without a proof (%s)", (locale) => {
    const { issuerProof } = translator(locale);
    for (const none of [null, undefined]) expect(sayVerifier(issuerProof, { name, identity: none })).not.toBe(name);
  });
});
