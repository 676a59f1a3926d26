import { desnz, epaHub } from "./concept.ts";

export type Treatment = "recycled" | "combusted" | "landfilled" | "composted" | "digested";

export interface WasteStream {
  gb: Partial<Record<Treatment, string>>;
  /** Name of the US rows, which end with the treatment. */
  us?: string;
  /** The usual way, where the line does not name one. None: it has to be asked. */
  usual?: Treatment;
  sectors: readonly string[];
}

const SALE: readonly string[] = ["423930", "562920"];
const COLLECTION: readonly string[] = ["562111", "562119"];

export const WASTE_STREAMS: Readonly<Record<string, WasteStream>> = {
  household: {
    gb: {
      recycled: "20_507_5282_15",
      combusted: "20_507_5283_15",
      landfilled: "20_507_5285_15",
      digested: "20_507_5286_15",
    },
    us: "mixed-msw",
    sectors: COLLECTION,
  },
  commercial: {
    gb: {
      recycled: "20_507_5310_15",
      combusted: "20_507_5311_15",
      landfilled: "20_507_5313_15",
      digested: "20_507_5314_15",
    },
    us: "mixed-msw",
    sectors: COLLECTION,
  },
  recyclables: { gb: { recycled: "20_507_5310_15" }, us: "mixed-recyclables", usual: "recycled", sectors: SALE },
  food: {
    gb: {
      combusted: "20_507_5290_15",
      composted: "20_507_5291_15",
      landfilled: "20_507_5292_15",
      digested: "20_507_5293_15",
    },
    us: "food-waste",
    usual: "composted",
    sectors: COLLECTION,
  },
  garden: {
    gb: {
      combusted: "20_507_5297_15",
      composted: "20_507_5298_15",
      landfilled: "20_507_5299_15",
      digested: "20_507_5300_15",
    },
    us: "yard-trimmings",
    usual: "composted",
    sectors: COLLECTION,
  },
  construction: {
    gb: { recycled: "20_500_5176_15", combusted: "20_500_5178_15" },
    us: "concrete",
    usual: "recycled",
    sectors: ["562119", "562111"],
  },
  aggregates: {
    gb: { recycled: "20_500_5169_15", landfilled: "20_500_5173_15" },
    us: "concrete",
    usual: "recycled",
    sectors: COLLECTION,
  },
  slag: { gb: { recycled: "20_500_5169_15", landfilled: "20_500_5173_15" }, us: "fly-ash", sectors: ["562219"] },
  concrete: {
    gb: { recycled: "20_500_5204_15", landfilled: "20_500_5208_15" },
    us: "concrete",
    usual: "recycled",
    sectors: COLLECTION,
  },
  bricks: {
    gb: { recycled: "20_500_5197_15", landfilled: "20_500_5201_15" },
    us: "clay-bricks",
    usual: "recycled",
    sectors: COLLECTION,
  },
  asphalt: {
    gb: { recycled: "20_500_5191_15", landfilled: "20_500_5194_15" },
    us: "asphalt-concrete",
    usual: "recycled",
    sectors: COLLECTION,
  },
  plasterboard: {
    gb: { recycled: "20_500_5240_15", landfilled: "20_500_5243_15" },
    us: "drywall",
    sectors: COLLECTION,
  },
  insulation: {
    gb: { recycled: "20_500_5212_15", landfilled: "20_500_5215_15" },
    us: "fiberglass-insulation",
    sectors: COLLECTION,
  },
  asbestos: { gb: { landfilled: "20_500_5187_15" }, usual: "landfilled", sectors: ["562211", "562910"] },
  "mineral-oil": {
    gb: { recycled: "20_500_5233_15", combusted: "20_500_5234_15" },
    usual: "recycled",
    sectors: ["562211", "562112"],
  },
  batteries: {
    gb: { recycled: "20_503_5344_15", landfilled: "20_503_5348_15" },
    usual: "recycled",
    sectors: ["562211", "423930"],
  },
  weee: {
    gb: { recycled: "20_503_5330_15", combusted: "20_503_5332_15", landfilled: "20_503_5334_15" },
    us: "mixed-electronics",
    usual: "recycled",
    sectors: ["562920", "423930"],
  },
  metal: {
    gb: { recycled: "20_504_5366_15", combusted: "20_504_5367_15", landfilled: "20_504_5369_15" },
    us: "mixed-metals",
    usual: "recycled",
    sectors: SALE,
  },
  steel: {
    gb: { recycled: "20_504_5366_15", combusted: "20_504_5374_15", landfilled: "20_504_5376_15" },
    us: "mixed-metals",
    usual: "recycled",
    sectors: SALE,
  },
  aluminium: {
    gb: { recycled: "20_504_5352_15", combusted: "20_504_5353_15", landfilled: "20_504_5355_15" },
    us: "aluminum-ingot",
    usual: "recycled",
    sectors: SALE,
  },
  copper: {
    gb: { recycled: "20_504_5366_15", landfilled: "20_504_5369_15" },
    us: "copper-wire",
    usual: "recycled",
    sectors: SALE,
  },
  cable: { gb: { recycled: "20_504_5366_15" }, us: "copper-wire", usual: "recycled", sectors: SALE },
  paper: {
    gb: {
      recycled: "20_506_5450_15",
      combusted: "20_506_5451_15",
      composted: "20_506_5452_15",
      landfilled: "20_506_5453_15",
    },
    us: "mixed-paper-general",
    usual: "recycled",
    sectors: SALE,
  },
  board: {
    gb: {
      recycled: "20_506_5443_15",
      combusted: "20_506_5444_15",
      composted: "20_506_5445_15",
      landfilled: "20_506_5446_15",
    },
    us: "corrugated-containers",
    usual: "recycled",
    sectors: SALE,
  },
  books: {
    gb: { recycled: "20_501_5261_15", combusted: "20_501_5262_15", landfilled: "20_501_5264_15" },
    us: "textbooks",
    usual: "recycled",
    sectors: SALE,
  },
  plastic: {
    gb: { recycled: "20_505_5379_15", combusted: "20_505_5381_15", landfilled: "20_505_5383_15" },
    us: "mixed-plastics",
    usual: "recycled",
    sectors: SALE,
  },
  film: {
    gb: { recycled: "20_505_5386_15", combusted: "20_505_5388_15", landfilled: "20_505_5390_15" },
    us: "mixed-plastics",
    usual: "recycled",
    sectors: SALE,
  },
  hdpe: {
    gb: { recycled: "20_505_5400_15", combusted: "20_505_5402_15", landfilled: "20_505_5404_15" },
    us: "hdpe",
    usual: "recycled",
    sectors: SALE,
  },
  ldpe: {
    gb: { recycled: "20_505_5407_15", combusted: "20_505_5409_15", landfilled: "20_505_5411_15" },
    us: "mixed-plastics",
    usual: "recycled",
    sectors: SALE,
  },
  pet: {
    gb: { recycled: "20_505_5414_15", combusted: "20_505_5416_15", landfilled: "20_505_5418_15" },
    us: "pet",
    usual: "recycled",
    sectors: SALE,
  },
  pp: {
    gb: { recycled: "20_505_5421_15", combusted: "20_505_5423_15", landfilled: "20_505_5425_15" },
    us: "pp",
    usual: "recycled",
    sectors: SALE,
  },
  ps: {
    gb: { recycled: "20_505_5428_15", combusted: "20_505_5430_15", landfilled: "20_505_5432_15" },
    us: "mixed-plastics",
    usual: "recycled",
    sectors: SALE,
  },
  pvc: {
    gb: { recycled: "20_505_5435_15", combusted: "20_505_5437_15", landfilled: "20_505_5439_15" },
    us: "mixed-plastics",
    usual: "recycled",
    sectors: SALE,
  },
  wood: {
    gb: {
      recycled: "20_500_5254_15",
      combusted: "20_500_5255_15",
      composted: "20_500_5256_15",
      landfilled: "20_500_5257_15",
    },
    us: "dimensional-lumber",
    usual: "recycled",
    sectors: COLLECTION,
  },
  textile: {
    gb: { recycled: "20_501_5275_15", combusted: "20_501_5276_15", landfilled: "20_501_5278_15" },
    usual: "recycled",
    sectors: SALE,
  },
  clothing: {
    gb: { recycled: "20_501_5275_15", combusted: "20_501_5276_15", landfilled: "20_501_5278_15" },
    usual: "recycled",
    sectors: SALE,
  },
  glass: {
    gb: { recycled: "20_501_5267_15", combusted: "20_501_5269_15", landfilled: "20_501_5271_15" },
    us: "glass",
    usual: "recycled",
    sectors: SALE,
  },
  tyres: { gb: { recycled: "20_500_5247_15" }, us: "tires", usual: "recycled", sectors: SALE },
  rubber: { gb: {}, sectors: SALE },
  hazardous: { gb: {}, sectors: ["562211", "562112"] },
  sludge: { gb: {}, sectors: ["562219", "562211"] },
};

/** Factors of a stream by treatment: those of the US for the US, otherwise those of the UK first. */
export function wasteFactors(key: string, treatment: Treatment | null, country: string): string[] {
  const stream = WASTE_STREAMS[key];
  if (!stream) return [];
  const way = treatment ?? stream.usual ?? null;
  const ways: readonly Treatment[] = way ? [way] : ["combusted", "landfilled"];
  const british = ways.flatMap((one) => desnz(...[stream.gb[one]].filter((row) => row !== undefined)));
  const american = stream.us ? ways.flatMap((one) => epaHub(`t9-${stream.us}-${one}`)) : [];
  return country === "US" ? [...american, ...british] : [...british, ...american];
}
