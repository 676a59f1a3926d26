/**
 * Copies 200 figures from the publishers' tables, transcribed in the given folder, for a second reading of the library:
 * `node emission-factors/re-read/pick.ts FOLDER`. A fixed seed picks a set number from each table. It shares no code
 * with `convert/`, and it finds the row of the library by key and heading, never by a figure.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";

type SourceRow = Record<string, string>;
interface LibraryRow {
  id: string;
  words: Set<string>;
  unit: string;
  sheet: string;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const LIBRARY = dirname(HERE);
const SEED = 20_261_124;

/** The file, the number of figures to pick, and the release and key of a row in the library. */
interface Table {
  file: string;
  count: number;
  isShipped?: (row: SourceRow) => boolean;
  place: (row: SourceRow) => { dataset: string; edition: string; id: string };
  further?: readonly string[];
}

const byYear = (
  file: string,
  years: string[],
  { count, place, ...extra }: Partial<Table> & { count: number; place: Table["place"] },
) => years.map((year) => ({ file: `${file}-${year}.csv`, count, place, ...extra }));

const CN_FUELS: Record<string, [dataset: string, edition: string]> = {
  a: ["cn-ndrc-industry-fuels", "2015"],
  b: ["cn-ndrc-steel-fuels", "2013"],
  c: ["cn-gbt-32151-22-fuels", "2024"],
};

const TABLES: Table[] = [
  ...byYear("uk-desnz", ["2021", "2022", "2023", "2024", "2025"], {
    count: 20,
    place: placeUk,
    isShipped: (row) => row.gas_basis !== "" && (row.co2e_per_unit_kg !== "" || row.biogenic_co2_kg !== ""),
  }),
  ...byYear("us-epa-hub", ["2023", "2024", "2025"], {
    count: 10,
    place: placeHub,
    isShipped: (row) => row.trust !== "primary_file_anomalous",
  }),
  ...byYear("us-egrid", ["2021", "2022", "2023"], {
    count: 4,
    place: (row) => ({
      dataset: "us-egrid",
      edition: row.dataset_version!.includes("rev2") ? "2023-rev2" : row.valid_from!.slice(0, 4),
      id: `us-egrid.${row.id!.replace(/^us-egrid-\d{4}(-rev2)?-/, "")}`,
    }),
  }),
  {
    file: "cn-mee-grid.csv",
    count: 10,
    isShipped: (row) => row.trust !== "unverified" && row.id!.startsWith("cn-mee-grid-"),
    place: (row) => {
      const key = row.id!.replace(/^cn-mee-grid-\d{4}-/, "");
      const own = { "national-excl-market-nonfossil": "national.residual", "national-fossil": "national.fossil" }[key];
      const id = own ?? key.replace("prov-", "province.").replace("region-", "region.");
      return { dataset: "cn-mee-grid", edition: row.dataset_version!, id: `cn-mee-grid.${id}` };
    },
  },
  {
    file: "cn-fuels.csv",
    count: 10,
    isShipped: (row) => /^cn-fuel-[abc]-/.test(row.id!),
    place: (row) => {
      const [, letter = "", name = ""] = /^cn-fuel-([abc])-(.+)$/.exec(row.id!)!;
      const [dataset, edition] = CN_FUELS[letter]!;
      return { dataset, edition, id: `${dataset}.${name}` };
    },
    further: ["carbon_content_as_published", "carbon_content_tc_per_tj", "oxidation_pct", "ncv", "ncv_unit"],
  },
  {
    file: "grid-intl.csv",
    count: 10,
    isShipped: (row) => row.publisher === "Ember" || row.publisher === "Taiwan MOEA",
    place: (row) =>
      row.publisher === "Ember"
        ? {
            dataset: "ember-electricity",
            edition: "2026-06",
            id: row.id!.replace(/^ember-\d{4}-/, "ember-electricity."),
          }
        : {
            dataset: "tw-moea-grid",
            edition: row.dataset_version!,
            id: row.id!.replace(/^tw-moea-\d{4}-/, "tw-moea-grid."),
          },
  },
  {
    file: "us-epa-supply-chain.csv",
    count: 12,
    place: (row) => ({
      dataset: "us-epa-supply-chain",
      edition: row.dataset_version!.slice(1, 4),
      id: `us-epa-supply-chain.${row.naics2017}`,
    }),
    further: ["ef_without_margins", "margins"],
  },
  {
    file: "eu-cbam-defaults.csv",
    count: 12,
    place: (row) => {
      const origin = { ZZ: "other", "ZZ-unknown": "unknown" }[row.region!] ?? row.region!.toLowerCase();
      const route = [...row.production_route!.toLowerCase()]
        .filter((letter) => letter >= "a" && letter <= "z")
        .join("");
      const id = ["eu-cbam-defaults", row.cn_code!.split(" ").join(""), origin, route].filter(Boolean).join(".");
      return { dataset: "eu-cbam-defaults", edition: "2025-2621", id };
    },
    further: ["see_direct", "see_indirect", "dv_2026", "dv_2027", "dv_2028"],
  },
  {
    file: "eu-cbam-standard-fuel-factors.csv",
    count: 4,
    place: (row) => ({
      dataset: "eu-cbam-fuels",
      edition: "2025-2547",
      id: row.id!.replace(/^eu-2025-2547-g\d-/, "eu-cbam-fuels."),
    }),
    further: ["ncv_tj_per_gg"],
  },
];

function placeUk(row: SourceRow): { dataset: string; edition: string; id: string } {
  const edition = row.dataset_version!.slice(0, 4);
  const place = { dataset: "uk-desnz", edition };
  if (row.source_row_id) return { ...place, id: `uk-desnz.${row.source_row_id}` };
  return { ...place, id: findByWords(`uk-desnz-${edition}`, headingsOf(row), row.activity_unit!, row.level1!) };
}

function placeHub(row: SourceRow): { dataset: string; edition: string; id: string } {
  const edition = row.dataset_version!.slice(0, 4);
  const id = findByWords(`us-epa-hub-${edition}`, headingsOf(row), row.activity_unit!, row.source_table!);
  return { dataset: "us-epa-hub", edition, id };
}

/** The headings above and next to the figure. */
function headingsOf(row: SourceRow): string[] {
  const levels = ["level1", "level2", "level3", "level4", "column_text"].flatMap((name) => row[name] || []);
  if (levels.length > 0)
    return levels.filter((text) => !/^(Energy - (Gross|Net) CV|Tonnes|Volume|kWh|\d{4})$/i.test(text));
  // In Table 1 of the hub, the group above the fuels distinguishes solid from liquid ones. Elsewhere it names the whole
  // table.
  const group = row.hub_table === "1" ? (row.category ?? "").split(" > ").slice(-1) : [];
  return [...group, ...(row.activity ?? "").split(" | ")];
}

function wordsOf(texts: string[]): string[] {
  return (
    texts
      .join(" ")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

const libraries = new Map<string, LibraryRow[]>();

/** The row of a release, sheet and unit that contains all the words and the fewest others. */
function findByWords(folder: string, headings: string[], unit: string, sheet: string): string {
  const rows = libraries.get(folder) ?? readEdition(folder);
  libraries.set(folder, rows);
  const own = rows.filter((row) => row.sheet === sheet && row.unit === unit);
  // A word that is in no row of the sheet, such as a common heading, does not identify a row.
  const wanted = [...new Set(wordsOf(headings))].filter((word) => own.some((row) => row.words.has(word)));
  const fitting = own
    .map((row) => ({ row, missing: wanted.filter((word) => !row.words.has(word)).length }))
    .sort((a, b) => a.missing - b.missing || a.row.words.size - b.row.words.size);
  const [best, next] = fitting;
  if (!best || best.missing > 0) throw new Error(`No row of ${folder} contains ${headings.join(" / ")} [${unit}]`);
  if (next && next.missing === best.missing && next.row.words.size === best.row.words.size) {
    throw new Error(`Two rows of ${folder} contain ${headings.join(" / ")}: ${best.row.id}, ${next.row.id}`);
  }
  return best.row.id;
}

function readEdition(folder: string): LibraryRow[] {
  const text = readFileSync(join(LIBRARY, folder, "factors.csv"), "utf8");
  return (parse(text, { columns: true }) as SourceRow[]).map((row) => ({
    id: row.id!,
    words: new Set(wordsOf([row.name_en!])),
    // pattern: our own text, a publication in the library.
    unit: / per (.+)$/.exec(row.published_unit!)?.[1] ?? /\[(.+)\]$/.exec(row.source_cell!)?.[1] ?? row.unit!,
    sheet: row.source_table!,
  }));
}

/** 0 to 2^32 − 1, with the same sequence for the same seed (xorshift). */
function makeDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

function pick<T>(items: T[], count: number, roll: () => number): T[] {
  const rest = [...items];
  return Array.from({ length: count }, () => rest.splice(roll() % rest.length, 1)[0]!);
}

const KILOGRAMS = ["co2e_per_unit_kg", "co2_kg", "ch4_kg", "n2o_kg", "biogenic_co2_kg"] as const;
const PRINTED = ["published_co2e", "published_co2", "published_ch4", "published_n2o"] as const;

function copyFigures(folder: string): void {
  const roll = makeDice(SEED);
  const lines = TABLES.flatMap((table) => {
    const rows = (
      parse(readFileSync(join(folder, table.file), "utf8"), { columns: true, bom: true }) as SourceRow[]
    ).filter((row) => table.isShipped?.(row) ?? true);
    return pick(rows, table.count, roll).map((row) => [
      table.file,
      row.id!,
      ...Object.values(table.place(row)),
      headingsOf(row).join(" / "),
      row.activity_unit!,
      row.source_table!,
      row.trust!,
      ...KILOGRAMS.map((name) => row[name]!),
      PRINTED.map((name) => row[name]!)
        .filter((text) => text !== "")
        .join("; "),
      row.published_unit!,
      (table.further ?? []).map((name) => `${name}=${row[name]}`).join(";"),
    ]);
  });
  const header = ["table", "source_id", "dataset", "edition", "id", "headings", "unit", "sheet", "trust"];
  const columns = [...header, ...KILOGRAMS, "printed", "printed_unit", "further"];
  writeFileSync(join(HERE, "figures.csv"), stringify([columns, ...lines]));
  console.log(`${lines.length} figures`);
}

function stringify(lines: string[][]): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${lines.map((line) => line.map(quote).join(",")).join("\n")}\n`;
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("Usage: node emission-factors/re-read/pick.ts FOLDER");
  process.exitCode = 2;
} else {
  copyFigures(folder);
}
