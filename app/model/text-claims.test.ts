import { expect, it } from "vitest";
import { findRefusal } from "./text-claims.ts";

const GIVEN = {
  names: ["Plant 2", "operational control", "运营控制权法", "二号厂", "Verified net-zero plant", "77"],
  saved: [],
};

it.each([
  ["The boundary covers Plant 2 under operational control.", "en", null],
  ["组织边界采用运营控制权法，涵盖二号厂。", "zh", null],
  ["燃料燃烧排放二氧化碳。", "zh", null],
  ["The boundary covers 3 facilities.", "en", "own_figure"],
  ["The boundary covers 77 of the facilities.", "en", "own_figure"],
  ["The boundary covers ３ facilities.", "en", "own_figure"],
  ["It covers three facilities.", "en", "own_figure"],
  ["It covers seventeen facilities.", "en", "own_figure"],
  ["涵盖三个设施。", "zh", "own_figure"],
  ["占百分之五。", "zh", "own_figure"],
  ["排放一百二十吨。", "zh", "own_figure"],
  ["占三分之一。", "zh", "own_figure"],
  ["Emissions were verified by a third party.", "en", "own_figure"],
  ["Emissions were verified.", "en", "own_claim"],
  ["The boundary covers Verified net-zero plant.", "en", "own_claim"],
  ["数据已经核查。", "zh", "own_claim"],
  ["It follows ISO rules.", "en", "own_claim"],
  ["The uncertainty is low.", "en", "own_claim"],
  ["The company is carbon neutral.", "en", "own_claim"],
  ["See www.example.com for the rest.", "en", "own_claim"],
  ["组织边界涵盖二号厂。", "en", "other_language"],
  ["The boundary covers all of the plants 的。", "zh", "other_language"],
  ["Le périmètre couvre toutes les installations.", "en", "other_language"],
  ["The boundary is граница.", "en", "other_language"],
] as const)("judges %s", (draft, language, expected) => {
  expect(findRefusal(draft, language, GIVEN)).toBe(expected);
});

it("lets a translation keep what a person saved, and no more", () => {
  const given = { names: [], saved: ["The quantities were verified. They cover 5% of goods at two sites."] };
  expect(findRefusal("数量已经核查，涵盖 5% 的货物。", "zh", given)).toBeNull();
  expect(findRefusal("数量已经核查，涵盖两个场所百分之五的货物。", "zh", given)).toBeNull();
  expect(findRefusal("数量已经核查，涵盖 6% 的货物。", "zh", given)).toBe("own_figure");
  expect(findRefusal("数量已经核查，涵盖百分之六的货物。", "zh", given)).toBe("own_figure");
  expect(findRefusal("数量已经核查，不确定性低。", "zh", given)).toBe("own_claim");
});
