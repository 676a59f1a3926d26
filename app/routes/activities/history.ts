import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { answerErrors, asOrganization, requireActor, requireId } from "#app/http/actor.server.ts";
import { readText } from "#app/http/form.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { listActivityVersions } from "#app/services/activity.server.ts";
import { listEmissionSources } from "#app/services/emission-source.server.ts";
import { listFacilities } from "#app/services/facility.server.ts";
import { ActivityBatch, MAX_BATCH_BYTES } from "./activity-batch.ts";
import { makeWords } from "./load-activities.server.ts";
import { saveBatch } from "./save-batch.server.ts";

/** Every version of a record, newest first, with its author and time, as JSON in the reader's words. */
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
    return Response.json({ versions });
  });

/**
 * Adds versions: a batch of the grid as JSON, for any records of the organization, so the address names `all` of them.
 * It is no page, and is called outside the router: an action of the page would load the page anew after each batch, and
 * put an error in its place when the network is gone by then.
 */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    await requireActor(request, params, "editor");
    const batch = ActivityBatch.safeParse(parseJson(await readText(request, MAX_BATCH_BYTES)));
    if (!batch.success) throw new AppError("invalid", { details: { reason: "batch_malformed" } });
    const answer = await asOrganization(request, params, "editor", (tx, actor) =>
      saveBatch(tx, actor, batch.data, localeOf(request)),
    );
    return Response.json(answer);
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
