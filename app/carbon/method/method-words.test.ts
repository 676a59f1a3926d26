import { describe, expect, test } from "vitest";
import { dimensionOf, isUnitCode } from "#app/carbon/unit/unit.ts";
import type { MethodWords } from "#app/records/method/method.en.ts";
import en from "#app/records/method/method.en.ts";
import zh from "#app/records/method/method.zh.ts";
import type { Fields } from "./field.ts";
import { METHOD_NAMES, METHODS } from "./methods.ts";

const isCurrency = (code: string) => isUnitCode(code) && dimensionOf(code).startsWith("money_");

/** Names of all inputs, including those of rows, and the choices of each. Currencies already have names. */
function namesOf(fields: Fields): { names: string[]; choices: Record<string, string[]> } {
  const names: string[] = [];
  const choices: Record<string, string[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    names.push(name);
    if (field.choices && !field.choices.every(isCurrency)) choices[name] = [...field.choices].sort();
    const inside = namesOf(field.fields ?? {});
    names.push(...inside.names);
    Object.assign(choices, inside.choices);
  }
  return { names: [...new Set(names)].sort(), choices };
}

describe.each([
  ["en", en.words],
  ["zh", zh.words],
] as const)("%s", (locale, words: Record<string, MethodWords>) => {
  test("names every method and no other", () => {
    expect(Object.keys(words).sort()).toEqual([...METHOD_NAMES].sort());
  });

  test.each(METHODS)("names every input, step and choice of $name", ({ name, fields, steps }) => {
    const said = words[name]!;
    const wanted = namesOf(fields);
    expect(Object.keys(said.fields).sort()).toEqual(wanted.names);
    expect(Object.keys(said.steps).sort()).toEqual([...steps].sort());
    const saidChoices = Object.entries(said.choices).map(([field, texts]) => [field, Object.keys(texts).sort()]);
    expect(Object.fromEntries(saidChoices)).toEqual(wanted.choices);
    const texts = [said.title, said.about, ...Object.values(said.fields), ...Object.values(said.steps)];
    for (const text of texts) expect(text.trim()).not.toBe("");
    if (locale === "zh") expect(said.title + said.about).toMatch(/\p{Script=Han}/u);
  });

  test("has a distinct title for each method", () => {
    const titles = Object.values(words).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
