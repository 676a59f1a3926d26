import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { isMailLocal } from "#app/access/session.server.ts";
import { takeLink } from "#app/access/shown-link.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { toSent } from "#app/encoding/sent.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { dataRequestVerbs } from "./change-data-request.server.ts";
import { isOpen, stateOf } from "./data-request.server.ts";
import { DataRequestActions } from "./data-request-action.ts";
import { listRequestEvidence } from "./data-request-file.server.ts";
import { cellKey, countOtherRecords, findTakenOver, getDataRequest, listAnswers } from "./data-request-list.server.ts";
import { DataRequestPage } from "./data-request-page.tsx";
import { toRow } from "./data-request-row.server.ts";
import { DATA_REQUEST } from "./data-request-state.ts";
import { askedAgain } from "./data-request-view.server.ts";
import { findFactorAnswer } from "./supplier/supplier-factor.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.dataRequest.title);

/** Default duration of a new link after the previous one expired. */
const DAYS_OPEN = 14;
const DONE = ["sent", "reminded", "asked_again", "accepted", "revoked"] as const;

/** The link is included only right after it was created. */
export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const page = await asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const found = await getDataRequest(tx, organizationId, requireId(params.dataRequestId));
    const answers = await listAnswers(tx, found.id);
    const taken = await findTakenOver(tx, answers);
    const others = await countOtherRecords(tx, found, answers);
    const offered = offers(DataRequestActions, { may });
    const factor = await findFactorAnswer(tx, found.id);
    return {
      organizationId,
      mayEdit: offered.remind,
      mayMakeFactor: offered["make-factor"],
      gwpSets: found.product ? (await listGwpSets(tx)).map(({ id }) => id) : [],
      factor: factor && toSent(factor),
      request: {
        ...toRow(found),
        locale: found.locale,
        message: found.message,
        askedBy: found.askedBy?.name ?? "",
        inventoryId: found.inventoryId ?? "",
        product: found.product,
        defaultExpires: new Date(Date.now() + DAYS_OPEN * 86_400_000).toISOString(),
        isOpen: isOpen(found),
        isClosed: !DATA_REQUEST.may("revoked", stateOf(found)),
        items: found.items.map((item) => ({ ...item })),
        steps: toSent(found.steps),
        remarks: askedAgain(found)?.remarks ?? [],
      },
      answers: answers.map((answer) => ({
        ...toSent(answer),
        isTakenOver: taken.has(cellKey(answer)),
      })),
      others: [...others].map(([key, count]) => ({ key, count })),
      files: await listRequestEvidence(tx, found.id),
    };
  });
  const link = takeLink(request, `/organizations/${page.organizationId}/data-requests/${page.request.id}`, "requests");
  const asked = new URL(request.url).searchParams.get("done");
  const shown = { link: link?.url ?? null, isMailLocal: isMailLocal(), done: DONE.find((key) => key === asked) };
  return data({ ...page, ...shown }, link ? { headers: link.headers } : {});
};

export const action = organizationAction(DataRequestActions, dataRequestVerbs);

export default function DataRequest() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <DataRequestPage {...loaded} answer={answer ?? null} />;
}
