import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { evidenceRoom } from "#app/evidence.server.ts";
import { answerErrors, asOrganization } from "#app/http/actor.server.ts";
import { listEmissionSources } from "#app/services/emission-source.server.ts";
import {
  listEvidence,
  listEvidencedRecords,
  NO_EVIDENCE_FILTER,
  quotaUsed,
} from "#app/services/evidence-list.server.ts";
import { listFacilities } from "#app/services/facility.server.ts";
import { listInventories } from "#app/services/inventory.server.ts";
import { EvidencePage } from "#app/ui/evidence/evidence-page.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { inventoryOf } from "../activities/load-activities.server.ts";
import { filterOf, searchOf } from "./evidence-filter.ts";
import { toView } from "./evidence-view.server.ts";
import { receiveEvidence } from "./receive-evidence.server.ts";

const PER_PAGE = 50;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const { searchParams } = new URL(request.url);
    const search = searchOf(searchParams);
    const page = { offset: (search.page - 1) * PER_PAGE, limit: PER_PAGE };
    const { limits } = await evidenceRoom();
    const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
    const sources = (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId }) => ({
      id,
      name,
      facility: facilities.get(facilityId) ?? { en: "", zh: "" },
    }));
    const isLacking = searchParams.get("view") === "lacking";
    const inventory = await inventoryOf(tx, organizationId, searchParams);
    const wanted = inventory && { period: inventory.period, sourceId: search.sourceId || null, lacking: true };
    const { files, total } = await listEvidence(tx, organizationId, filterOf(search), page);
    const all = await listEvidence(tx, organizationId, NO_EVIDENCE_FILTER, { offset: 0, limit: 1 });
    return {
      organizationId,
      mayEdit: ["editor", "admin", "owner"].includes(role),
      search,
      sources,
      inventories: await listInventories(tx, organizationId),
      inventory,
      view: isLacking ? ("lacking" as const) : ("files" as const),
      lacking:
        wanted && (await listEvidencedRecords(tx, organizationId, wanted, isLacking ? page : { offset: 0, limit: 1 })),
      files: files.map(toView),
      total,
      isEmpty: all.total === 0,
      perPage: PER_PAGE,
      used: await quotaUsed(tx, organizationId),
      quota: limits.quotaBytes,
      maxBytes: limits.fileBytes,
    };
  });

/** Files for a period, or for records to be chosen later. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const { outcomes, problem, typed } = await receiveEvidence(request, params, null);
    const taken = outcomes.find((one) => one.outcome !== "refused");
    // One file that was taken leads to where it is attached to what it proves.
    if (!problem && outcomes.length === 1 && taken?.outcome === "kept")
      throw redirect(`${new URL(request.url).pathname}/${taken.fileId}`);
    const isRefused = problem || outcomes.some(({ outcome }) => outcome === "refused");
    return data({ outcomes, problem, typed }, { status: isRefused ? 422 : 200 });
  });

export default function Evidence() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  return <EvidencePage {...loaded} answer={answer ?? null} />;
}
