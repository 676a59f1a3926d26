import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

/** Whether an organization's reports are listed publicly. */
export const ReportListingSetting = declareSetting({
  table: "report_listing",
  key: ["organization_id"],
  right: "organization.manage",
  schema: z.object({ listed: z.enum(["yes", "no"]) }),
  subject: "report_listing",
  action: "report_listing.stated",
});
