import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

export const Confidentiality = declareSetting({
  table: "source_confidentiality",
  key: ["source_id"],
  right: "sources.write",
  schema: z.object({ confidential: z.enum(["yes", "no"]) }),
  subject: "emission_source",
  action: "emission_source.made_confidential",
});
