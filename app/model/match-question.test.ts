import { expect, it } from "vitest";
import { judgeMatch, matchPrompt } from "./match-question.ts";

const choice = (id: string) => ({
  id,
  name: "Diesel",
  nameZh: "柴油",
  category: "stationary_combustion",
  unit: "t",
  place: "China",
  publisher: "Sample",
  edition: "2025",
});
const CHOICES = [choice("cn.diesel"), choice("uk.diesel")];

it("sends the line and the offered factors as data", () => {
  const line = { words: "柴油", unit: "t", category: "", country: "CN" };
  expect(matchPrompt(line, CHOICES).facts).toEqual({ line, choices: CHOICES });
});

it("accepts a factor that was offered, and other words", () => {
  expect(judgeMatch({ factor: "cn.diesel" }, CHOICES)).toEqual({ suggestion: { factor: "cn.diesel", words: [] } });
  const words = ["diesel oil", "diesel oil", "柴油"];
  expect(judgeMatch({ factor: null, words }, CHOICES)).toEqual({
    suggestion: { factor: null, words: ["diesel oil", "柴油"] },
  });
});

it.each([
  ["unknown_factor", { factor: "own-3f0c" }],
  ["unknown_factor", { factor: "cn.diesel " }],
  ["nothing_found", { factor: null }],
  ["wrong_shape", { factor: "cn.diesel", co2eKg: "3.1" }],
  ["wrong_shape", { factor: 3 }],
  ["wrong_shape", []],
  ["wrong_shape", null],
  ["wrong_shape", { factor: null, words: Array(9).fill("diesel") }],
  ["forbidden_text", { factor: null, words: ["die\u202esel"] }],
])("refuses the whole answer: %s", (unusable, written) => {
  expect(judgeMatch(written, CHOICES)).toEqual({ unusable });
});
