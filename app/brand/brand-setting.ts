import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

// The form comes with a picture, and is read as it streams in.
const form = z.object({});

/** How the reports of an organization look. */
export const BrandSetting = declareSetting({
  table: "brand",
  key: ["organization_id"],
  right: "organization.manage",
  schema: form,
  subject: "brand",
  action: "brand.stated",
});

/** How a workspace shows itself. */
export const TenantBrandSetting = declareSetting({
  table: "tenant_brand",
  key: [],
  right: "workspace.manage",
  schema: form,
  subject: "tenant_brand",
  action: "tenant_brand.stated",
});
