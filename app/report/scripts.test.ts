import { describe, expect, it } from "vitest";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import { noticeName } from "#app/encoding/text/name-letters.ts";
import { checkPdf } from "#app/pdf/pdf-checker.ts";
import { listUnprintable } from "#app/press/fonts/printable.ts";
import { comparePrinted } from "./compare-printed.ts";
import { expectedTexts } from "./expected-text.ts";
import { printedTexts } from "./printed-text.ts";
import { renderReport } from "./render.ts";
import { sampleModel } from "./sample-report.ts";

/** Names as sites of exporters have them. */
const NAMES = {
  Arabic: "شركة الخليج للصناعات (المحدودة) ABC 2025",
  Thai: "บริษัท น้ำตาลไทยรุ่งเรือง จำกัด (มหาชน)",
  Hangul: "주식회사 한빛전자 천안공장",
  Devanagari: "श्री राम इंडस्ट्रीज प्राइवेट लिमिटेड",
  Japanese: "株式会社ひかり製作所 直江津工場",
  Vietnamese: "Công ty TNHH Nguyễn Thị Ổn – Nhà máy Bắc Ninh",
  Cyrillic: "ООО «Северный Ветер» Ярославль",
  Greek: "Ελληνική Χαλυβουργία Α.Ε. Ασπρόπυργος",
};

function modelOf(name: string) {
  const { organization, boundary, responsible } = sampleModel("en").facts;
  const both = { en: name, zh: name };
  return sampleModel("en", {
    organization: {
      ...organization,
      legalName: both,
      address: both,
      description: { en: `We are ${name}; 12.5 t of ${name} 7, and no more.`, zh: `本公司为${name}。` },
    },
    responsible: { ...responsible, name: both },
    boundary: { ...boundary, facilities: boundary.facilities.map((one) => ({ ...one, name: both })) },
  });
}

describe("a report with names of other scripts", () => {
  it.each(Object.entries(NAMES))(
    "prints %s, and its text is what the data give",
    async (_, name) => {
      const model = modelOf(name);
      expect(listUnprintable(model.facts, 10)).toEqual([]);
      const bytes = await renderReport(model, { compress: false });
      expect(checkPdf(bytes)).toEqual([]);
      expect(comparePrinted(printedTexts(bytes), expectedTexts(model)).difference).toBeNull();
    },
    120_000,
  );

  it.each(REPORT_LOCALES)(
    "states letters that are easily misread in a name, and nothing otherwise (%s)",
    async (locale) => {
      const name = "Nоrth Works";
      const plain = expectedTexts(sampleModel(locale)).map(({ text }) => text);
      const model = sampleModel(locale, { nameNotices: [{ name, notices: noticeName(name) }] });
      const stated = expectedTexts(model)
        .map(({ text }) => text)
        .filter((text) => !plain.includes(text));
      expect(stated.join(" ")).toContain("Nоrth Works");
      expect(stated.join(" ")).toMatch(locale === "zh" ? /西里尔字母：о/ : /Cyrillic letters: о\./);
      const bytes = await renderReport(model, { compress: false });
      expect(checkPdf(bytes)).toEqual([]);
      expect(comparePrinted(printedTexts(bytes), expectedTexts(model)).difference).toBeNull();
    },
    120_000,
  );
});
