import { z } from "zod";
import { CATEGORIES } from "#app/carbon/line/scope.ts";
import { Count, Day, LocalText, named, pageQuery } from "./common.ts";

const Licence = named("Licence", z.object({ name: z.string(), url: z.string().nullable() }));

const FactorDataset = named(
  "FactorDataset",
  z.object({
    id: z.string(),
    edition: z.string(),
    title: LocalText,
    publisher: z.string(),
    publishedOn: Day.nullable(),
    licence: Licence,
    sourceUrl: z.string().nullable(),
  }),
);

const factor = {
  id: z.string(),
  version: z.string(),
  kind: z.enum(["emission", "grid_residual", "property"]),
  name: LocalText,
  scope: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  category: z.string().nullable(),
  region: z.string().nullable(),
  method: z.string().nullable(),
  unit: z.string(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  status: z.string(),
  statusReason: z.string().nullable(),
  dataset: FactorDataset,
  document: z.record(z.string(), z.unknown()),
};

export const Factor = named("Factor", z.object(factor));
const FoundFactor = named("FoundFactor", z.object({ ...factor, editions: z.array(z.string()) }));
export const FactorPage = named(
  "FactorPage",
  z.object({
    items: z.array(FoundFactor),
    next: z.string().nullable(),
    total: Count,
    isPartial: z.boolean(),
    unmatched: z.array(z.string()),
  }),
);
export const FactorHistory = named("FactorHistory", z.object({ id: z.string(), items: z.array(Factor) }));

const categories = Object.values(CATEGORIES).flat() as [string, ...string[]];
const short = z.string().min(1).max(100);

export const FactorQuery = z.strictObject({
  ...pageQuery(100),
  q: z.string().max(200).default(""),
  scope: z.enum(["1", "2", "3"]).optional(),
  category: z.enum(categories).optional(),
  region: short.optional(),
  dataset: short.optional(),
  method: short.optional(),
  kind: z.enum(["emission", "grid_residual", "property"]).optional(),
  unit: short.optional(),
  year: z
    .string()
    .regex(/^[0-9]{4}$/)
    .optional(),
  active: z.enum(["true", "false"]).default("true"),
});
