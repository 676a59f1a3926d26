import type { Category } from "#app/carbon/line/scope.ts";
import type { AccountKind } from "./accounts.ts";
import type { Measure } from "./measure.ts";
import type { Reading } from "./reading.ts";

const GOODS_ACCOUNTS: readonly AccountKind[] = ["materials", "consumables", "office", "repair", "vehicle", "welfare"];

export function categoryOf(reading: Omit<Reading, "category">): Category | null {
  const { kind, concept, accounts, marks, gas } = reading;
  switch (kind) {
    case "fuel":
      return reading.isMobile ? "mobile_combustion" : "stationary_combustion";
    case "electricity":
      return "purchased_electricity";
    case "heat":
      return "purchased_heat";
    case "steam":
      return "purchased_steam";
    case "cooling":
      return "purchased_cooling";
    case "gas":
      return gas === "R-717" ? "purchased_goods_services" : "fugitive";
    case "refill":
      return "fugitive";
    case "goods":
      return "purchased_goods_services";
    case "equipment": {
      const isAsset = accounts.includes("assets") || accounts.includes("building");
      if (isAsset || concept?.category === "capital_goods") return "capital_goods";
      const isPart = reading.isPartial || accounts.some((one) => GOODS_ACCOUNTS.includes(one));
      return isPart ? "purchased_goods_services" : "capital_goods";
    }
    case "service":
      return "purchased_goods_services";
    case "rent":
      return (concept?.category as Category | undefined) ?? "upstream_leased_assets";
    case "freight":
      return "upstream_transport";
    case "travel":
      return "business_travel";
    case "commuting":
      return "employee_commuting";
    case "waste":
    case "sewage":
      return "waste";
    case "water":
      return "purchased_goods_services";
    case "nothing":
      return (concept?.category as Category | undefined) ?? null;
    case "unclear":
      if (concept?.id === "travel:cycle" && (marks.has("commuting") || accounts[0] === "commuting"))
        return "employee_commuting";
      return (concept?.category as Category | undefined) ?? null;
  }
}

export const CATEGORY_OF_ACCOUNT: Partial<Record<AccountKind, Category>> = {
  assets: "capital_goods",
  building: "capital_goods",
  materials: "purchased_goods_services",
  subcontract: "purchased_goods_services",
  consumables: "purchased_goods_services",
  office: "purchased_goods_services",
  services: "purchased_goods_services",
  repair: "purchased_goods_services",
  welfare: "purchased_goods_services",
  waste: "waste",
  scrap: "waste",
  travel: "business_travel",
  commuting: "employee_commuting",
  freight: "upstream_transport",
};

export const CATEGORY_OF_UNIT: Partial<Record<Measure, Category>> = {
  pieces: "purchased_goods_services",
  packs: "purchased_goods_services",
  mass: "purchased_goods_services",
  area: "purchased_goods_services",
  money: "purchased_goods_services",
  mass_distance: "upstream_transport",
  passenger_distance: "business_travel",
  nights: "business_travel",
};
