/**
 * The library as the search needs it: an entry for each factor with all its releases, and for each word the entries
 * that contain it. Built in memory from the rows, so that both database engines and the command line give the same
 * results, and no stored column becomes outdated when a synonym is added.
 */
import { normalText } from "#app/encoding/text/normal-text.ts";
import { cutText, gramsOf, latinWords, stem, type TextPiece } from "./search-words.ts";

/** The facts of a release that the search uses. */
export interface SearchRow {
  id: string;
  version: string;
  datasetId: string;
  publisher: string;
  kind: string;
  nameEn: string;
  nameZh: string;
  scope: number | null;
  category: string | null;
  region: string | null;
  method: string | null;
  unit: string;
  status: string;
  validFrom: string | null;
  validTo: string | null;
  dataYear: number | null;
  publishedOn: string | null;
  /** Its release is only a part of the publisher's. */
  isPartial?: boolean;
  /** Position in the source document. */
  cell: string;
}

export interface IndexedEdition<Row extends SearchRow = SearchRow> {
  row: Row;
  /** Year of validity, otherwise of the data, otherwise of publication. */
  year: string | null;
}

export interface IndexedFactor<Row extends SearchRow = SearchRow> {
  /** The preferred release first. */
  editions: IndexedEdition<Row>[];
  isSelectable: boolean;
  /** Words of the English name. A segment is enclosed in `| ` and ` |`. */
  textEn: string;
  /** The Chinese name without punctuation. Segments are separated by `|`. */
  textZh: string;
  /** Chinese names of its place. */
  placeZh: string;
  wordCount: number;
}

/** The fields of a factor that can contain a word. */
export const FIELD = { nameEn: 1, nameZh: 2, wholeSegment: 4, other: 8 } as const;
const FIELD_BITS = 4;

export interface FactorIndex<Row extends SearchRow = SearchRow> {
  /** Sorted by validity, longest first, then by key. This is also the order of equal matches. */
  factors: IndexedFactor<Row>[];
  byId: Map<string, number>;
  /** Word → factors that contain it, ascending. Each number encodes the factor's position and the fields. */
  postings: Map<string, Uint32Array>;
  /** Words in Latin letters in names, sorted, to find prefixes and misspellings. */
  vocabulary: string[];
  /** Newest complete year of each dataset. A factor without a release of that year was dropped by its publisher. */
  newestYear: Map<string, string>;
}

export function factorOf(posting: number): number {
  return posting >>> FIELD_BITS;
}

export function fieldsOf(posting: number): number {
  return posting & ((1 << FIELD_BITS) - 1);
}

/** The order of `rows` does not matter. Takes about half a second for 35,000 rows. */
export function buildFactorIndex<Row extends SearchRow>(rows: Iterable<Row>): FactorIndex<Row> {
  const byId = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byId.get(row.id);
    if (known) known.push(row);
    else byId.set(row.id, [row]);
  }
  const factors = [...byId.values()].map(toIndexed).sort(compareFactors);
  const cut = makeCutter();
  const postings = new Map<string, number[]>();
  const vocabulary = new Set<string>();
  factors.forEach((factor, at) => {
    for (const [word, fields] of wordsOf(factor, cut)) {
      const list = postings.get(word);
      if (list) list.push((at << FIELD_BITS) | fields);
      else postings.set(word, [(at << FIELD_BITS) | fields]);
      if (fields & FIELD.nameEn && /^[a-z]/.test(word)) vocabulary.add(word);
    }
  });
  return {
    factors,
    byId: new Map(factors.map(({ editions }, at) => [editions[0]!.row.id.toLowerCase(), at])),
    postings: new Map([...postings].map(([word, list]) => [word, Uint32Array.from(list)])),
    vocabulary: [...vocabulary].sort(),
    newestYear: newestYears(factors),
  };
}

function toIndexed<Row extends SearchRow>(rows: Row[]): IndexedFactor<Row> {
  const editions = [...rows].sort(compareEditions).map((row) => ({ row, year: yearOf(row) }));
  const { nameEn, nameZh, region } = editions[0]!.row;
  const segments = segmentsEn(nameEn).map((segment) => latinWords(segment).join(" "));
  return {
    editions,
    isSelectable: rows.some(({ status, kind }) => status === "active" && kind !== "property"),
    textEn: `| ${segments.join(" | ")} |`,
    textZh: nameZh === nameEn ? "" : `|${segmentsZh(nameZh).join("|")}|`,
    placeZh: placeNames(region)[1],
    wordCount: segments.reduce((count, segment) => count + segment.split(" ").length, 0),
  };
}

/** Text in parentheses or after a colon is a separate segment: `Diesel (average biofuel blend)` is diesel. */
function segmentsEn(name: string): string[] {
  return name.split(/ · |[(:]\s*/).filter((segment) => /[\p{L}\p{N}]/u.test(segment));
}

function segmentsZh(name: string): string[] {
  const plain = (segment: string) => normalText(segment, "NFKC").replace(/[^\p{L}\p{N}]+/gu, " ");
  return name
    .split(/[·（(：:]/)
    .map((segment) => plain(segment).trim().toLowerCase())
    .filter((segment) => segment !== "");
}

type Cutter = (text: string) => readonly TextPiece[];

/** Names share most of their segments, so each segment is cut only once. */
function makeCutter(): Cutter {
  const known = new Map<string, TextPiece[]>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const pieces = cutText(text);
    known.set(text, pieces);
    return pieces;
  };
}

function wordsOf({ editions, textZh, placeZh }: IndexedFactor, cut: Cutter): Map<string, number> {
  const words = new Map<string, number>();
  const add = (word: string, field: number) => words.set(word, (words.get(word) ?? 0) | field);
  const { row } = editions[0]!;
  for (const segment of segmentsEn(row.nameEn)) {
    const pieces = cut(segment);
    for (const piece of pieces) {
      const whole = pieces.length === 1 ? FIELD.wholeSegment : 0;
      addPiece(piece, FIELD.nameEn | whole, add);
    }
  }
  if (textZh !== "") {
    for (const segment of segmentsZh(row.nameZh)) {
      for (const piece of cut(segment)) {
        addPiece(piece, FIELD.nameZh | ("han" in piece && piece.han === segment ? FIELD.wholeSegment : 0), add);
      }
    }
  }
  const [placeEn] = placeNames(row.region);
  const versions = editions.flatMap(({ row: { version }, year }) => [version, year ?? ""]);
  const others = [row.region ?? "", placeEn, placeZh, row.unit, row.datasetId, row.publisher, row.cell]
    .concat((row.method ?? "").replaceAll("_", " "), (row.category ?? "").replaceAll("_", " "), versions)
    .filter((text) => text !== "");
  for (const text of new Set(others)) for (const piece of cut(text)) addPiece(piece, FIELD.other, add);
  for (const piece of cutText(row.id)) addPiece(piece, FIELD.other, add);
  return words;
}

function addPiece(piece: TextPiece, field: number, add: (word: string, f: number) => void) {
  if ("han" in piece) {
    // Longer text is compared with the segments directly.
    const isShort = piece.han.length <= 2;
    for (const gram of gramsOf(piece.han)) {
      add(gram, isShort && gram === piece.han ? field : field & ~FIELD.wholeSegment);
    }
    return;
  }
  for (const word of piece.words) add(word, piece.words.length > 1 ? field & ~FIELD.wholeSegment : field);
  for (const word of piece.others) add(word, piece.words.length > 1 ? field : field & ~FIELD.wholeSegment);
}

const NAMES = (["en", "zh-Hans"] as const).map(
  (language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }),
);
const PLACES = new Map<string, readonly [en: string, zh: string]>();

/**
 * Names of the country of a place, in both languages. Factors of a part of a country have its name in their own name.
 */
function placeNames(region: string | null): readonly [en: string, zh: string] {
  const country = region?.split("-")[0] ?? "";
  if (!/^([A-Z]{2}|001)$/.test(country)) return ["", ""];
  let names = PLACES.get(country);
  if (!names) {
    names = NAMES.map((list) => list.of(country) ?? "") as [string, string];
    if (country === "GB") names = [`${names[0]} UK`, names[1]];
    if (country === "US") names = [`${names[0]} of America USA`, names[1]];
    PLACES.set(country, names);
  }
  return names;
}

function yearOf({ validFrom, dataYear, publishedOn }: SearchRow): string | null {
  return validFrom?.slice(0, 4) ?? dataYear?.toString() ?? publishedOn?.slice(0, 4) ?? null;
}

/** Selectable first, then longest validity, then latest publication. */
function compareEditions(a: SearchRow, b: SearchRow): number {
  const rank = ({ status }: SearchRow) => (status === "active" ? 0 : 1);
  return (
    rank(a) - rank(b) ||
    compareTexts(b.validTo ?? "9999", a.validTo ?? "9999") ||
    compareTexts(b.publishedOn ?? "", a.publishedOn ?? "") ||
    compareTexts(b.version, a.version)
  );
}

function compareFactors(a: IndexedFactor, b: IndexedFactor): number {
  const [first, second] = [a.editions[0]!.row, b.editions[0]!.row];
  return compareTexts(second.validTo ?? "9999", first.validTo ?? "9999") || compareTexts(first.id, second.id);
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function newestYears(factors: readonly IndexedFactor[]): Map<string, string> {
  const years = new Map<string, string>();
  for (const { editions } of factors) {
    for (const { row, year } of editions) {
      if (!row.isPartial && year !== null && year > (years.get(row.datasetId) ?? "")) years.set(row.datasetId, year);
    }
  }
  return years;
}

/** A shared empty list. */
export const NOTHING = new Uint32Array(0);

export function postingsOf(index: FactorIndex, word: string): Uint32Array {
  return index.postings.get(stem(word)) ?? index.postings.get(word) ?? NOTHING;
}
