import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import { waysOf } from "#app/kit/list-page.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { countEvidencedRecords, listEvidencedRecords } from "#app/records/evidenced-record.server.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { filterOf, searchOf } from "./evidence-filter.ts";
import { countEvidence, isWithoutEvidence, listEvidence, quotaUsed } from "./evidence-list.server.ts";
import { EvidencePage } from "./evidence-page.tsx";
import { toView } from "./evidence-view.server.ts";
import { receiveEvidence } from "./receive-evidence.server.ts";

const PER_PAGE = 50;
const NOTHING = { rows: [], previous: null, next: null };

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const { searchParams } = new URL(request.url);
    const search = searchOf(searchParams);
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
    const place = { after: search.mark.after, limit: PER_PAGE };
    const files = isLacking ? NOTHING : await listEvidence(tx, organizationId, filterOf(search), place);
    const lacking = isLacking && wanted ? await listEvidencedRecords(tx, organizationId, wanted, place) : NOTHING;
    const lackingCount = wanted ? await countEvidencedRecords(tx, organizationId, wanted) : null;
    const count = isLacking ? lackingCount : await countEvidence(tx, organizationId, filterOf(search));
    const isMore = count === null || count > MOST_COUNTED;
    return {
      organizationId,
      mayEdit: offers(EvidenceActions, { may }).upload,
      search,
      sources,
      inventories: await listInventories(tx, organizationId),
      inventory,
      view: isLacking ? ("lacking" as const) : ("files" as const),
      lacking: lacking.rows,
      lackingCount: lackingCount && Math.min(lackingCount, MOST_COUNTED),
      isMoreLacking: lackingCount !== null && lackingCount > MOST_COUNTED,
      files: files.rows.map(toView),
      page: waysOf(search.mark, isLacking ? lacking : files, isMore ? null : count, PER_PAGE),
      isEmpty: await isWithoutEvidence(tx, organizationId),
      used: await quotaUsed(tx, organizationId),
      quota: limits.quotaBytes,
      maxBytes: limits.fileBytes,
    };
  });

const EvidenceActions = defineActions({ upload: { right: "records.write", schema: z.object({}), body: "own" } });

/** Files for a period, or for records to be chosen later. */
export const action = organizationAction(EvidenceActions, {
  upload: {
    outside: async ({ request, params }) => {
      const { outcomes, problem, typed } = await receiveEvidence(request, params, null);
      const taken = outcomes.find((one) => one.outcome !== "refused");
      // One file that was taken leads to where it is attached to what it proves.
      if (!problem && outcomes.length === 1 && taken?.outcome === "kept")
        return `${new URL(request.url).pathname}/${taken.fileId}`;
      const isRefused = problem || outcomes.some(({ outcome }) => outcome === "refused");
      return data({ outcomes, problem, typed }, { status: isRefused ? 422 : 200 });
    },
  },
});

export default function Evidence() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  return <EvidencePage {...loaded} answer={answer && "outcomes" in answer ? answer : null} />;
}
