import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

/** Whether the workspace requires a second factor of every member. */
export const FactorRule = declareSetting({
  table: "second_factor_rule",
  key: [],
  right: "workspace.manage",
  schema: z.object({ allFactors: z.enum(["yes", "no"]) }),
  subject: "second_factor_rule",
  action: "second_factor_rule.stated",
});
