import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, data, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { listDrafts } from "./import-draft.server.ts";
import { receiveImport } from "./import-receive.server.ts";
import type { Told } from "./import-view.ts";
import { imports } from "./imports.list.server.ts";
import { UploadPage } from "./upload-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  titleIn(matches, ({ activityImport }) => activityImport.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(imports, routed, async (tx, { actor: { organizationId, may } }, rows) => {
    const search = new URL(routed.request.url).searchParams;
    const inventory = await inventoryOf(tx, organizationId, search);
    const drafts = await listDrafts(tx, organizationId);
    return {
      organizationId,
      inventory,
      mayEdit: offers(ImportActions, { may }).upload,
      sizes: Object.fromEntries(rows.map(({ key, view }) => [key, view.size])) as Record<string, number | null>,
      drafts: drafts.map(({ id, fileName, state, by, createdAt }) => ({ id, fileName, state, by, createdAt })),
      isRemoved: search.has("removed"),
    };
  });

/** The reason why an upload was rejected. */
export type UploadAnswer = { kind: "refused"; failure: Told; earlierImportId: string | null } | { kind: "offline" };

const ImportActions = defineActions({ upload: { right: "records.write", schema: z.object({}), body: "own" } });

/** Receives a file and opens its column mapping. */
export const action = organizationAction(ImportActions, {
  upload: {
    outside: async ({ actor, request, params }) => {
      const taken = await receiveImport(request, params);
      if (taken.ok) return `/organizations/${actor.organizationId}/activities/imports/${taken.draftId}`;
      const { failure, earlierImportId = null } = taken;
      return data({ kind: "refused", failure, earlierImportId } satisfies UploadAnswer, { status: 422 });
    },
  },
});

/** If the upload fails, the page stays with the file still selected. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The status prevents the router from reloading the page, which would fail without a network.
    return Response.json({ kind: "offline" } satisfies UploadAnswer, { status: 503 });
  }
}

export default function Import() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<UploadAnswer>();
  return <UploadPage {...loaded} answer={answer ?? null} />;
}
