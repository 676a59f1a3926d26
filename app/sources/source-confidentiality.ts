import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

/** Whether a source is kept from the public copies of reports. */
export const Confidentiality = declareSetting({
  table: "source_confidentiality",
  key: ["source_id"],
  right: "sources.write",
  schema: z.object({ confidential: z.enum(["yes", "no"]) }),
  subject: "emission_source",
  action: "emission_source.made_confidential",
});
