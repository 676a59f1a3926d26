import { z } from "zod";
import { type Category, isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode, type UnitCode } from "#app/carbon/unit/unit.ts";

/** The questions in which a source kind appears. `energy` and `other` are proposed without a question. */
export const GROUPS = ["energy", "burn", "buy", "ship", "cool", "other"] as const;
export const ASKED_GROUPS = ["burn", "buy", "ship", "cool"] as const;

/** Where the quantities usually come from. It decides the proposed words on uncertainty. */
export const DATA_KINDS = ["metered", "invoiced", "refilled", "estimated"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

const id = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, "must have 2 to 40 lower-case letters, digits or _");
const text = z.string().min(1).max(120);
const name = z.strictObject({ en: text, zh: text });
const category = z.string().refine(isCategory, "is not an emission category") as unknown as z.ZodType<Category>;
const unit = z.string().refine(isUnitCode, "is not a unit code") as unknown as z.ZodType<UnitCode>;

/** How a factor is found: by the end of its English name, first in the country of the facility. */
const Want = z.strictObject({
  /** Ends of English names. Segments are separated by ` · `. An earlier one is preferred. */
  names: z.array(text).max(12),
  /** The first segment of the name. */
  within: text.optional(),
  /** Categories of the factor. Default: that of the source. */
  categories: z.array(category).min(1).optional(),
  /** Regions whose factors may replace one that the country of the facility lacks: `001` is the world. */
  substitutes: z
    .array(z.string().regex(/^(?:[A-Z]{2}|001)$/, "must be a country code, or 001 for the world"))
    .default([]),
  /** Names for the substitutes, where a national mix differs. Default: `names`. */
  substituteNames: z.array(text).min(1).max(12).optional(),
});

const SourceKindSchema = z.strictObject({
  id,
  group: z.enum(GROUPS),
  name,
  category,
  /** Units of the records. An earlier one is preferred. */
  units: z.array(unit).min(1),
  recordsEvery: z.enum(["month", "event"]),
  data: z.enum(DATA_KINDS),
  /** `grid`: the official average of the facility's electricity grid, and no other factor. */
  factor: z.union([z.strictObject({ grid: z.literal("average") }), Want]),
});

const code = z.string().regex(/^\d{2}$/, "must be a division of two digits");

const TradeSchema = z.strictObject({
  id,
  name,
  /** Divisions of GB/T 4754-2017. */
  gbt4754: z.array(code),
  /** Divisions of NACE Rev. 2.1 (Regulation (EU) 2023/137). */
  nace: z.array(code),
  /** Ids of source kinds, or source kinds that only this trade has. */
  sources: z
    .array(z.union([id, SourceKindSchema]))
    .min(1)
    .max(60),
});

export type FactorWant = z.output<typeof Want>;
export type SourceKind = z.output<typeof SourceKindSchema>;

export interface Trade extends Omit<z.output<typeof TradeSchema>, "sources"> {
  sources: SourceKind[];
}

export interface TradeFile {
  file: string;
  content: unknown;
}

/**
 * Reads trades and the source kinds that they name. A later file replaces an earlier one of the same id.
 *
 * @throws Error with the file, the place in it and what is wrong
 */
export function readTrades(kinds: TradeFile, files: readonly TradeFile[]): { trades: Trade[]; kinds: SourceKind[] } {
  const known = parse(z.strictObject({ kinds: z.array(SourceKindSchema) }), kinds).kinds;
  const byId = new Map(known.map((kind) => [kind.id, kind]));
  if (byId.size !== known.length) throw new Error(`${kinds.file}: two source kinds have the same id`);
  const trades = new Map<string, Trade>();
  for (const one of files) {
    const trade = parse(TradeSchema, one);
    const sources = trade.sources.map((source, index) => {
      if (typeof source !== "string") return source;
      const kind = byId.get(source);
      if (!kind) throw new Error(`${one.file}: sources.${index}: no source kind has the id ${source}`);
      return kind;
    });
    const repeated = sources.find((source, index) => sources.findIndex((other) => other.id === source.id) !== index);
    if (repeated) throw new Error(`${one.file}: sources: ${repeated.id} is listed twice`);
    trades.set(trade.id, { ...trade, sources });
  }
  return { trades: [...trades.values()], kinds: known };
}

function parse<T>(schema: z.ZodType<T>, { file, content }: TradeFile): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Error(`${file}: ${issue.path.join(".") || "the file"}: ${issue.message}`);
}
