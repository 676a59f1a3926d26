import type { Actor } from "#app/access/actor.server.ts";
import { ORDER_NOW } from "./sample-order.ts";

/** A row of a report as an attacker would write it without the services; the guards of the table must refuse it. */
export function craftedReport({ tenantId, organizationId, userId }: Actor, runId: string) {
  return {
    tenant_id: tenantId,
    organization_id: organizationId,
    run_id: runId,
    checklist_id: runId,
    year: 2026,
    serial: 1,
    number: "GHG-2026-000001-X",
    locales: ["en" as const],
    facts: "{}",
    model_hash: "0".repeat(64),
    issued_at: ORDER_NOW,
    created_by: userId,
  };
}
