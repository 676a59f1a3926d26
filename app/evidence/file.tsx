import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { countEvidencedRecords, listEvidencedRecords } from "#app/records/evidenced-record.server.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { fileVerbs } from "./change-file.server.ts";
import { periodOf, searchOf } from "./evidence-filter.ts";
import { getEvidence, keptUntil, listAttachments } from "./evidence-list.server.ts";
import { sumRecords } from "./evidence-sum.ts";
import { toView } from "./evidence-view.server.ts";
import { FileActions } from "./file-action.ts";
import { FilePage } from "./file-page.tsx";

const OFFERED = 100;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const { searchParams } = new URL(request.url);
    const asked = offers(FileActions, { may });
    const file = await getEvidence(tx, organizationId, requireId(params.evidenceId));
    const search = searchOf(searchParams);
    const attachments = await listAttachments(tx, file.id);
    const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
    const sources = (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId }) => ({
      id,
      name,
      facility: facilities.get(facilityId) ?? { en: "", zh: "" },
    }));
    const inventory = await inventoryOf(tx, organizationId, searchParams);
    const period = periodOf(search) ?? inventory?.period ?? null;
    const wanted = period && { period, sourceId: search.sourceId || null, lacking: false };
    const offered = wanted && (await listEvidencedRecords(tx, organizationId, wanted, OFFERED));
    const offeredCount = wanted ? await countEvidencedRecords(tx, organizationId, wanted) : 0;
    const has = new Set(attachments.map(({ recordId }) => recordId));
    return {
      organizationId,
      mayEdit: asked.detach,
      mayErase: asked.erase,
      file: toView(file),
      erased: file.erased,
      attachments,
      sums: sumRecords(attachments),
      entered: /^[1-9][0-9]{0,2}$/.exec(searchParams.get("entered") ?? "")?.[0] ?? "",
      keptUntil: await keptUntil(tx, organizationId, file.id, (await evidenceRoom()).limits.retentionYears),
      search,
      sources,
      inventories: await listInventories(tx, organizationId),
      inventory,
      offered: offered && {
        total: Math.min(offeredCount, MOST_COUNTED),
        isMore: offeredCount > MOST_COUNTED,
        listed: offered.length,
        records: offered.filter(({ recordId }) => !has.has(recordId)),
      },
    };
  });

export const action = organizationAction(FileActions, fileVerbs);

export default function File() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  return <FilePage {...loaded} answer={answer && "problem" in answer ? answer : null} />;
}
