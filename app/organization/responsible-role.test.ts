import { describe, expect, it } from "vitest";
import { roleIn, roleOf, STANDARD_ROLES } from "./responsible-role.ts";

describe("the position of the responsible person", () => {
  it.each([
    ["EHS manager", { en: "EHS manager", zh: "EHS 经理" }],
    [
      "Head of EHS · 环境健康安全负责人",
      { en: "Head of EHS · 环境健康安全负责人", zh: "Head of EHS · 环境健康安全负责人" },
    ],
    ["ehs manager", { en: "ehs manager", zh: "ehs manager" }],
    ["", { en: "", zh: "" }],
  ])("has both languages only where it was chosen: %s", (role, both) => {
    expect(roleIn(role)).toEqual(both);
  });

  it.each([
    ["General manager", "Ignored", "General manager"],
    ["other", "Site lead", "Site lead"],
    ["other", "", ""],
    ["", "Ignored", ""],
  ])("is the typed one only for another position: %s", (responsibleRole, responsibleRoleOther, role) => {
    expect(roleOf({ responsibleRole, responsibleRoleOther })).toBe(role);
  });

  it("offers each position once", () => {
    const words = STANDARD_ROLES.flatMap(({ en, zh }) => [en, zh]);
    expect(new Set(words).size).toBe(words.length);
  });
});
