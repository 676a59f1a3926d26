import { z } from "zod";
import type { TenantKind } from "#db/schema.ts";

export const WORKSPACE_KINDS = ["company", "consultancy", "verification_body"] as const satisfies readonly TenantKind[];

export const WorkspaceKind = z.enum(WORKSPACE_KINDS, "choice_missing");
