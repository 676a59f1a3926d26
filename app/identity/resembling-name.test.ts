import { describe, expect, it } from "vitest";
import { KNOWN_BODIES } from "./known-body.ts";
import { findKnownBody, nameCore } from "./resembling-name.ts";
import { EXPORTERS } from "./testing/exporters.ts";

describe("a name that resembles a known body", () => {
  it.each([
    ["SGS", "SGS"],
    ["sgs", "SGS"],
    ["ＳＧＳ", "SGS"],
    ["S G S", "SGS"],
    ["S.G.S. Carbon", "SGS"],
    ["SG S", "SGS"],
    ["SGS-CSTC Standards", "SGS"],
    ["ЅGЅ", "SGS"],
    ["通标标准技术服务有限公司", "SGS"],
    ["TÜV Rheinland", "TÜV"],
    ["TUV Rhineland", "TÜV"],
    ["ТÜV", "TÜV"],
    ["TUVRheinland", "TÜV"],
    ["T Ü V Süd", "TÜV"],
    ["Bureau  Veritas", "Bureau Veritas"],
    ["BureauVeritas Carbon", "Bureau Veritas"],
    ["必 维 国际检验集团", "Bureau Veritas"],
    ["Lloyd's Register", "LRQA"],
    ["lRQA", "LRQA"],
    ["UL", "UL"],
    ["Ul Solutions", "UL"],
    ["Green UL Ltd", "UL"],
    ["ul", "UL"],
    ["CTl Certification", "CTI"],
    ["BSI Group", "BSI"],
    ["中国质量认证中心", "CQC"],
    ["中國質量認證中心（深圳）", "CQC"],
    ["中 国 质 量 认 证 中 心", "CQC"],
    ["华测检测认证集团股份有限公司", "CTI"],
    ["中国检验认证集团", "CCIC"],
    ["北京中环联合认证中心", "CEC"],
    ["广州赛宝认证中心服务有限公司", "CEPREI"],
    ["ERM Certification & Verification Services", "ERM CVS"],
    ["日本海事協会", "ClassNK"],
    ["JIA-QA Center", "JMA"],
    ["한국선급", "KR"],
    ["UKAS Carbon Register", "UKAS"],
    ["SGSCert", "SGS"],
    ["sgscert", "SGS"],
    ["SGSCERT", "SGS"],
    ["MySgsChina", "SGS"],
    ["mysgschina2030", "SGS"],
    ["ЅGЅcert", "SGS"],
    ["s gscert", "SGS"],
    ["ChinaSGS", "SGS"],
    ["SGS365", "SGS"],
    ["sgs365lab", "SGS"],
    ["TUVRheinlandChina", "TÜV"],
    ["tuvrheinlandxyz", "TÜV"],
    ["DNVverify", "DNV"],
    ["DNVerification", "DNV"],
    ["DekraTech", "DEKRA"],
    ["LRQAassurance", "LRQA"],
    ["KiwaCert", "Kiwa"],
    ["interteknology", "Intertek"],
    ["cticert", "CTI"],
    ["BSICertification", "BSI"],
    ["ULCert", "UL"],
    ["controlunions", "Control Union"],
  ])("%s is like %s", (name, body) => {
    expect(findKnownBody(name)?.name).toMatch(new RegExp(`^${body}`));
  });

  it.each([
    "Sgsoft",
    "SGSoft",
    "Bvlgari",
    "Intertech",
    "Intertechno GmbH",
    "Stuvia",
    "Stadtwerke Rheinland",
    "Warszawa, ul. Nowa 5",
    "Bureau of Statistics",
    "Veritas Software",
    "Ctiworks",
    "Cec Hotels",
    "Rina Bakery",
    "Solutions Ltd",
    "上海华测导航技术股份有限公司",
    "常州德勤机械有限公司",
    "天祥纺织有限公司",
    "Sample Carbon Advisory",
    "示例碳咨询",
    "Kiwanis Club",
    "ULtra Clean",
    "Testul",
    "Controlul Calității SRL",
    "SG Solutions",
    "DN Vision",
    "App Lush Ltd",
    "Greenland Tuvalu Fisheries",
    "",
    "…",
  ])("%s is not", (name) => {
    expect(findKnownBody(name)).toBeNull();
  });

  it("is none of these exporters and suppliers, however their names are written", () => {
    const written = (name: string) => [name, name.toUpperCase(), name.toLowerCase(), name.replaceAll(" ", "")];
    const found = EXPORTERS.flatMap(written).flatMap((name) => {
      const body = findKnownBody(name);
      return body ? [[name, body.name]] : [];
    });
    expect(found).toEqual([]);
    expect(EXPORTERS.length).toBeGreaterThan(100);
  });

  /** Ways to write the same letters. */
  const DISGUISES: [string, (name: string) => string][] = [
    ["in small letters", (name) => name.toLowerCase()],
    ["in full width", (name) => name.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
    ["with spaces between all letters", (name) => [...name].join(" ")],
    ["with points between all letters", (name) => [...name].join(".")],
    ["with invisible accents", (name) => [...name].map((one) => `${one}\u0323`).join("")],
    ["in Cyrillic letters where they look alike", (name) => [...name].map((one) => CYRILLIC[one] ?? one).join("")],
    ["with a legal form", (name) => `${name} Co., Ltd.`],
    ["within a longer name", (name) => `Carbon ${name} Asia`],
  ];
  const CYRILLIC: Record<string, string> = {
    A: "А",
    B: "В",
    C: "С",
    E: "Е",
    H: "Н",
    K: "К",
    M: "М",
    O: "О",
    P: "Р",
    S: "Ѕ",
    T: "Т",
    X: "Х",
  };
  const names = KNOWN_BODIES.flatMap(({ name, words = [] }) => words.map((word) => [word, name] as const));

  it.each(DISGUISES)("is found %s, for every name of the list", (_, disguise) => {
    const missed = names.filter(([word, body]) => findKnownBody(disguise(word))?.name !== body);
    expect(missed).toEqual([]);
  });

  it("is found by every Chinese name of the list, and names no body twice", () => {
    for (const { name, han = [] } of KNOWN_BODIES)
      for (const one of han) expect([one, findKnownBody(`北京${one}有限公司`)?.name]).toEqual([one, name]);
    expect(new Set(KNOWN_BODIES.map(({ name }) => name)).size).toBe(KNOWN_BODIES.length);
  });

  it("is not found inside a word, for every name of the list", () => {
    const found = names.filter(([word]) => findKnownBody(`x${word.replaceAll(" ", "").toLowerCase()}y`) !== null);
    expect(found).toEqual([]);
  });

  it("takes linear time for hostile names", () => {
    const begun = performance.now();
    for (const name of [
      "S ".repeat(1000),
      "\u0300".repeat(5000),
      "公司".repeat(2000),
      "M".repeat(5000),
      "sgs ".repeat(1000),
      "my".repeat(40),
    ])
      findKnownBody(name);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe("the core of a name", () => {
  it.each([
    ["Larch Textiles Ltd", "LARCH TEXTILES"],
    ["Larch Textiles Co., Ltd.", "Larch-Textiles"],
    ["Lаrch Textiles", "Larch Textiles GmbH"],
    ["Lärch Textiles", "Larch Textiles"],
    ["示例碳咨询有限公司", "示例 碳咨询"],
  ])("is the same for %s and %s", (one, other) => {
    expect(nameCore(one)).toBe(nameCore(other));
  });

  it.each([
    ["Larch Textiles", "Larch Paper"],
    ["Larch 1", "Larch 2"],
    ["示例碳咨询", "示例碳管理"],
  ])("differs for %s and %s", (one, other) => {
    expect(nameCore(one)).not.toBe(nameCore(other));
  });

  it.each(["Limited", "有限公司", "…", "A"])("of %s is not empty", (name) => {
    expect(nameCore(name)).not.toBe("");
  });
});
