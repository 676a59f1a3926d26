/**
 * One kilogram of released gas is one kilogram of that gas. These factors by definition let the inventory's own GWP set
 * determine leaks of refrigerants and technical gases.
 */
import type { FactorRow } from "../library-schema.ts";
import { type GwpTables, groupOf } from "./gwp.ts";
import { makeRow, type Publication, RETRIEVED_ON } from "./publication.ts";

const PLAIN: Record<string, Partial<FactorRow>> = {
  CO2: { co2: "1" },
  CH4_fossil: { ch4_fossil: "1" },
  CH4_nonfossil: { ch4_nonfossil: "1" },
  N2O: { n2o: "1" },
};

const NAMES: Record<string, { en: string; zh: string }> = {
  CO2: { en: "Carbon dioxide, fossil", zh: "二氧化碳（化石来源）" },
  CH4_fossil: { en: "Methane, fossil", zh: "甲烷（化石来源）" },
  CH4_nonfossil: { en: "Methane, biogenic", zh: "甲烷（生物来源）" },
  N2O: { en: "Nitrous oxide", zh: "氧化亚氮" },
  SF6: { en: "Sulfur hexafluoride SF6", zh: "六氟化硫 SF6" },
  NF3: { en: "Nitrogen trifluoride NF3", zh: "三氟化氮 NF3" },
};

/**
 * Every gas of the Kyoto basket and of the Montreal Protocol in the GWP tables, and every blend. Ozone-depleting gases
 * are quantified too. The GWP set defines that they are reported separately from every total.
 */
export function convertGasRelease({ sets, blends, refrigerants }: GwpTables): Publication {
  const mixed = new Set(blends.filter((row) => groupOf(row.gas) === "montreal").map((row) => row.blend));
  const composed = new Set(blends.map((row) => row.blend));
  const listed = ["kyoto", "montreal"].flatMap((group) =>
    sets.flatMap(({ rows }) => rows.filter((row) => row.group === group && row.gas !== "CH4").map((row) => row.gas)),
  );
  const rows = [...new Set([...listed, ...composed])].map((gas) => {
    const code = refrigerants.get(gas);
    const known = code === undefined || code === gas ? gas : `${gas} (${code})`;
    const name = NAMES[gas] ?? { en: known, zh: known };
    return makeRow({
      id: `gas-release.${gas}`,
      kind: "emission",
      name_en: `Release of gas · ${name.en}`,
      name_zh: `气体逸散 · ${name.zh}`,
      scope: "1",
      category: "fugitive",
      unit: "kg",
      basis: "mass",
      ...(PLAIN[gas] ?? { other_gases: `${gas}=1` }),
      status: "active",
      note: noteOf(groupOf(gas) === "montreal", mixed.has(gas)),
    });
  });
  return {
    folder: "gas-release-1",
    manifest: {
      id: "gas-release",
      edition: "1",
      publisher: "Truetonne",
      title: { en: "Release of a gas, by definition", zh: "气体逸散（按定义）" },
      publishedOn: RETRIEVED_ON,
      retrievedOn: RETRIEVED_ON,
      dataYear: null,
      validFrom: null,
      validTo: null,
      validityBasis: "A definition holds at any time.",
      gwpSet: null,
      gasesGwp: null,
      gasBasis: "kg of the gas",
      trust: "definition",
      licence: { name: "Definition, no licence needed", url: "", redistributable: true, attribution: "" },
      sourceTitle: "Definition: 1 kg released is 1 kg of the gas",
      sourceTable: "",
      sourceUrl: "",
      supersedes: null,
      correctionOf: null,
      status: "active",
      comparableWithPrevious: null,
      notes: [
        // language: the text of a published release
        "Gases of the Montreal Protocol (CFCs, HCFCs, halons) are quantified and reported apart from every total.",
      ],
    },
    rows,
    leftOut: new Map(),
  };
}

function noteOf(isOzoneDepleting: boolean, isMixed: boolean): string {
  // language: the text of a published release
  if (isOzoneDepleting) return "Depletes ozone (Montreal Protocol): reported apart, in no total of the inventory.";
  return isMixed
    ? // language: the text of a published release
      "Contains a gas that depletes ozone (Montreal Protocol): that part is reported apart, the rest counts."
    : "";
}
