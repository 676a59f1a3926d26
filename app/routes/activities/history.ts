import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { listActivityVersions } from "#app/services/activity.server.ts";
import { listEmissionSources } from "#app/services/emission-source.server.ts";
import { listEvidenceEvents } from "#app/services/evidence-list.server.ts";
import { listFacilities } from "#app/services/facility.server.ts";
import { makeWords } from "./load-activities.server.ts";

/** Every version of a record and what happened to its evidence, newest first, as JSON in the reader's words. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId }) => {
    const found = await listActivityVersions(tx, organizationId, requireId(params.recordId));
    const facilities = await listFacilities(tx, organizationId);
    const toWords = makeWords(
      { facilities, sources: await listEmissionSources(tx, organizationId) },
      localeOf(request),
    );
    const versions = found.map((version) => ({
      version: version.version,
      entry: toWords(version),
      isDeleted: version.isDeleted,
      isImported: version.importId !== null,
      reason: version.reason,
      authorName: version.authorName ?? "",
      createdAt: version.createdAt.toISOString(),
    }));
    const events = await listEvidenceEvents(tx, organizationId, requireId(params.recordId));
    const evidence = events.map(({ authorName, at, ...event }) => ({
      ...event,
      authorName: authorName ?? "",
      createdAt: at.toISOString(),
    }));
    return Response.json({ versions, evidence });
  });
