import { findIssuer } from "#app/brand/tenant-brand.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { roleIn } from "#app/organization/responsible-role.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import type { PublicPreview } from "./issue-preview.tsx";
import { getReportListing } from "./report-listing.server.ts";

type TenantTx = Parameters<typeof getOrganization>[0];

/** The names and addresses that a report makes public, as its summary before the issue shows them. */
export async function previewPublic(
  tx: TenantTx,
  { organizationId, userId }: { organizationId: string; userId: string },
  publicUrl: string,
): Promise<PublicPreview> {
  const { name, legalId, responsible } = await getOrganization(tx, organizationId);
  const facilities = await listFacilities(tx, organizationId);
  return {
    organization: name,
    legalId,
    issuer: await findIssuer(tx, userId, name),
    responsible: [responsible.name, ...wordsOf(responsible.role), responsible.contact].filter(Boolean),
    facilities: facilities.map((one) => one.name),
    address: `${publicUrl}/verify/`,
    isListed: (await getReportListing(tx, organizationId)).isListed,
  };
}

/** What the report prints for a position: one word, or that of each language. */
function wordsOf(role: string): string[] {
  const { en, zh } = roleIn(role);
  return [...new Set([en, zh])];
}
