import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

// The form contains a picture, so it is read as a stream.
const form = z.object({});

/** Design of the reports of an organization. */
export const BrandSetting = declareSetting({
  table: "brand",
  key: ["organization_id"],
  right: "organization.manage",
  schema: form,
  subject: "brand",
  action: "brand.stated",
});

/** Design of a workspace. */
export const TenantBrandSetting = declareSetting({
  table: "tenant_brand",
  key: [],
  right: "workspace.manage",
  schema: form,
  subject: "tenant_brand",
  action: "tenant_brand.stated",
});
