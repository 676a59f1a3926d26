import { z } from "zod";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { LEVELS, MOST_RISKS, MOST_VISITS, type PlanRisk, type PlanVisit, RISK_KINDS, TOTAL_BASES } from "./plan.ts";
import { MEMBER_ROLES } from "./team.ts";

/** Messages are keys of `verification.error`. */
const text = (most: number) =>
  z
    .string({ error: "required" })
    .min(1, { error: "required" })
    .max(most, { error: "tooLong" })
    .refine(isPlainText, { error: "textForbidden" });

export const MemberForm = z.object({
  name: text(200),
  role: z.enum(MEMBER_ROLES, { error: "required" }),
  independence: text(2000),
});

/** Risks and visits are rows with numbered fields: `risk1`, `riskKind1`, `riskResponse1`. Empty rows are left out. */
export const PlanForm = z
  .object({
    /** The number of the plan that the form was opened with: 0 if there was none. */
    basedOn: z.coerce.number().int().min(0),
    level: z.enum(LEVELS, { error: "required" }),
    objectives: text(2000),
    criteria: text(2000),
    scope: text(2000),
    materialityPercent: z
      .string({ error: "percent" })
      .regex(/^\d{1,3}(\.\d{1,6})?$/, { error: "percent" })
      .refine((value) => Number(value) > 0 && Number(value) <= 100, { error: "percent" }),
    totalBasis: z.enum(TOTAL_BASES, { error: "required" }),
  })
  .catchall(z.string())
  .transform((form, context) => {
    const fault = (name: string, message: string) => {
      context.addIssue({ code: "custom", path: [name], message });
    };
    const { basedOn, level, objectives, criteria, scope, materialityPercent, totalBasis, ...rows } = form;
    const stated = { basedOn, level, objectives, criteria, scope, materialityPercent, totalBasis };
    return { ...stated, risks: readRisks(rows, fault), visits: readVisits(rows, fault) };
  });

type Report = (name: string, message: string) => void;

function readRisks(fields: Record<string, string>, fault: Report): PlanRisk[] {
  return numbered(MOST_RISKS).flatMap((at) => {
    const risk = fields[`risk${at}`] ?? "";
    const response = fields[`riskResponse${at}`] ?? "";
    if (risk === "" && response === "") return [];
    const kind = RISK_KINDS.find((one) => one === fields[`riskKind${at}`]);
    if (!kind) fault(`riskKind${at}`, "required");
    readText(risk, 2000, (message) => fault(`risk${at}`, message));
    readText(response, 2000, (message) => fault(`riskResponse${at}`, message));
    return kind ? [{ kind, risk, response }] : [];
  });
}

function readVisits(fields: Record<string, string>, fault: Report): PlanVisit[] {
  return numbered(MOST_VISITS).flatMap((at) => {
    const day = fields[`visitDay${at}`] ?? "";
    const place = fields[`visitPlace${at}`] ?? "";
    const purpose = fields[`visitPurpose${at}`] ?? "";
    if (day === "" && place === "" && purpose === "") return [];
    if (!z.iso.date().safeParse(day).success) fault(`visitDay${at}`, "day");
    readText(place, 300, (message) => fault(`visitPlace${at}`, message));
    if (purpose !== "") readText(purpose, 1000, (message) => fault(`visitPurpose${at}`, message));
    return [{ day, place, purpose }];
  });
}

function readText(value: string, most: number, fault: (message: string) => void): void {
  const problem = text(most).safeParse(value).error?.issues[0]?.message;
  if (problem) fault(problem);
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
