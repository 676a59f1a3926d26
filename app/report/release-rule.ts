import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

/** Whether reports of the workspace go out only when a second person confirmed them. */
export const ReleaseRule = declareSetting({
  table: "release_rule",
  key: [],
  right: "workspace.manage",
  schema: z.object({ second: z.enum(["yes", "no"]) }),
  subject: "release_rule",
  action: "release_rule.stated",
});
