import type { Migration } from "kysely/migration";
import * as roles from "./0001_roles.ts";
import * as tenancy from "./0002_tenancy.ts";
import * as organization from "./0003_organization.ts";
import * as factors from "./0004_factors.ts";
import * as activity from "./0005_activity.ts";
import * as inventory from "./0006_inventory.ts";
import * as report from "./0007_report.ts";
import * as audit from "./0008_audit.ts";

/** In the order in which they run. Frozen once released: a change is a new migration. */
export const migrations: Record<string, Migration> = {
  "0001_roles": roles,
  "0002_tenancy": tenancy,
  "0003_organization": organization,
  "0004_factors": factors,
  "0005_activity": activity,
  "0006_inventory": inventory,
  "0007_report": report,
  "0008_audit": audit,
};
