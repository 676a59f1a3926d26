import { z } from "zod";
import { PROBLEMS, type ProblemCode } from "../problem.ts";
import { Count, named } from "./common.ts";

const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

export const ProblemError = named(
  "ProblemError",
  z.object({
    pointer: z.string().optional(),
    parameter: z.string().optional(),
    header: z.string().optional(),
    code: z.string(),
    detail: z.string(),
    facts: z.record(z.string(), z.string()),
  }),
);

export const Problem = named(
  "Problem",
  z.object({
    type: z.url(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.enum(codes),
    facts: z.record(z.string(), z.string()).optional(),
    errors: z.array(ProblemError).optional(),
    errorCount: Count.optional(),
    reference: z.string().optional(),
  }),
);
