import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { namesOf } from "#app/trail/audit-trail-names.server.ts";
import { deletedRecords } from "./deleted.list.server.ts";
import { DeletedPage } from "./deleted-page.tsx";
import { restoreRecord } from "./restore-record.server.ts";

const RestoreForm = z.object({
  recordId: z.string().regex(UUID),
  version: z.coerce.number().int().min(1).max(1_000_000),
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.auditTrail.tabDeleted);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(deletedRecords, routed, async (tx, { scope: { organizationId }, actor }, rows) => {
    const back = new URL(routed.request.url).searchParams.get("restored") ?? "";
    const restored = UUID.test(back) ? (await namesOf(tx, [back])).get(back) : null;
    return {
      organizationId,
      mayEdit: offers(DeletedActions, actor).restore,
      maySeeTrail: actor.may("records.review"),
      versions: Object.fromEntries(rows.map(({ key, view }) => [key, view.version])),
      restored: restored ? { recordId: back, name: localName(restored, localeOf(routed.request)) } : null,
    };
  });

const DeletedActions = defineActions({ restore: { right: "records.write", schema: RestoreForm } });

/** Restores a record to its last version before the deletion. */
export const action = organizationAction(DeletedActions, {
  restore: async (tx, { actor, request, value }) => {
    const fault = await restoreRecord(tx, actor, value, localeOf(request));
    if (fault !== null) return refuse({ form: fault }, 409);
    return `/organizations/${actor.organizationId}/activities/deleted?restored=${value.recordId}`;
  },
});

export default function Deleted() {
  const answer = useActionData<typeof action>();
  return <DeletedPage {...useLoaderData<typeof loader>()} fault={answer?.errors.form ?? null} />;
}
