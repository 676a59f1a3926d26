import { expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { LOCALES } from "#app/i18n/locale.ts";
import { listCountries } from "#app/kit/country.ts";
import { COLUMNS, HEADINGS } from "./instrument-column.ts";
import { choiceWords, MOST_ROWS, readInstruments } from "./read-instruments.ts";

const words = choiceWords(
  LOCALES.map((locale) => {
    const { instrument } = translator(locale);
    return { type: instrument.typeName, technology: instrument.technologyName, countries: listCountries(locale) };
  }),
);
const table = (...rows: string[][]) =>
  rows.map((texts, at) => ({ row: at + 1, texts, broken: [] as number[], exact: [] as number[] }));
const HEAD = ["Type", "Registry", "First serial number", "Last serial number", "Country", "Cancelled on"];

it("reads choices and dates of both languages", () => {
  const english = readInstruments(
    table(HEAD, ["Guarantee of origin (Europe)", "Grexel", "A1", "A9", "Finland", "2026/1/5"]),
    words,
  );
  const chinese = readInstruments(
    table(
      ["类型", "登记系统", "起始编号", "终止编号", "国家", "注销日期"],
      ["来源担保 GO（欧洲）", "Grexel", "A1", "A9", "芬兰", "2026年1月5日"],
    ),
    words,
  );
  const values = {
    type: "guarantee_of_origin",
    registry: "Grexel",
    serialFirst: "A1",
    serialLast: "A9",
    country: "FI",
    cancelledOn: "2026-01-05",
  };
  for (const read of [english, chinese]) expect(read).toMatchObject({ rows: [{ row: 2, values }], unknown: [] });
});

it("keeps a text that it doesn't know, for the check to name", () => {
  const read = readInstruments(table(HEAD, ["Sun tokens", "", "", "", "Atlantis", "5.1.2026"]), words);
  expect(read).toMatchObject({
    rows: [{ values: { type: "Sun tokens", country: "Atlantis", cancelledOn: "5.1.2026" } }],
  });
});

it("names columns without a field if they have content", () => {
  const read = readInstruments(
    table([...HEAD, "Colour", "Size"], ["rec", "", "", "", "US", "", "green", "", "x"]),
    words,
  );
  expect(read).toMatchObject({
    unknown: [
      { letter: "G", heading: "Colour" },
      { letter: "I", heading: "" },
    ],
  });
});

it("skips empty rows and keeps the row numbers of the file", () => {
  const read = readInstruments(table(HEAD, ["", " "], ["rec"]), words);
  expect(read).toMatchObject({ rows: [{ row: 3 }] });
});

it.each([
  ["headings_missing", table(["facility", "source", "quantity"], ["a", "b", "1"])],
  ["headings_missing", table()],
  ["heading_twice", table([...HEAD, "类型"], ["rec"])],
  ["file_without_rows", table(HEAD, [" "])],
  ["file_too_many_rows", table(HEAD, ...Array.from({ length: MOST_ROWS + 1 }, () => ["rec"]))],
])("refuses a table with %s", (code, rows) => {
  expect(readInstruments(rows, words)).toMatchObject({ fault: { code } });
});

it("has no heading for two columns", () => {
  const headings = COLUMNS.flatMap((field) => HEADINGS[field].map((text) => text.toLowerCase()));
  expect(new Set(headings).size).toBe(headings.length);
});
