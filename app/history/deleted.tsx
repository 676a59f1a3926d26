import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, translator } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { listDeletedRecords } from "#app/records/record-history.server.ts";
import { namesOf } from "#app/trail/audit-trail-names.server.ts";
import { DeletedPage } from "./deleted-page.tsx";
import { restoreRecord } from "./restore-record.server.ts";

const PER_PAGE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CURSOR = /^[0-9]{1,17}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const RestoreForm = z.object({
  recordId: z.string().regex(UUID),
  version: z.coerce.number().int().min(1).max(1_000_000),
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.auditTrail.tabDeleted);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const locale = localeOf(request);
    const { searchParams } = new URL(request.url);
    const take = (name: string, grammar: RegExp) => {
      const text = searchParams.get(name) ?? "";
      return grammar.test(text) ? text : "";
    };
    const search = {
      words: normalText(searchParams.get("q") ?? "", "NFC")
        .trim()
        .slice(0, 200),
      sourceId: take("source", UUID),
    };
    const filter = { words: search.words, sourceId: search.sourceId || null };
    const place = { before: take("before", CURSOR) || null, limit: PER_PAGE + 1 };
    const found = await listDeletedRecords(tx, organizationId, filter, place);
    const shown = found.slice(0, PER_PAGE);
    const names = await namesOf(
      tx,
      shown.map(({ recordId }) => recordId),
    );
    const t = translator(locale);
    const reasons: Record<string, string> = t.activity.panel.reason;
    const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
    const back = take("restored", UUID);
    const restored = back ? (await namesOf(tx, [back])).get(back) : null;
    return {
      organizationId,
      mayEdit: offers(DeletedActions, { may }).restore,
      maySeeTrail: may("records.review"),
      search,
      sources: (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId }) => ({
        id,
        name,
        facility: facilities.get(facilityId) ?? { en: "", zh: "" },
      })),
      records: shown.map((record) => ({
        recordId: record.recordId,
        version: record.version,
        name: localName(names.get(record.recordId) ?? {}, locale) || printPeriodText(record.period),
        quantity: `${record.enteredQuantity} ${record.enteredUnit}`,
        reason: reasons[record.reason] ?? record.reason,
        authorName: record.authorName ?? t.auditTrail.former,
        at: record.at.toISOString(),
      })),
      older: found.length > PER_PAGE ? shown.at(-1)!.cursor : null,
      restored: restored ? { recordId: back, name: localName(restored, locale) } : null,
    };
  });

const DeletedActions = defineActions({ restore: { right: "records.write", schema: RestoreForm } });

/** Brings one record back as its last version stated it. */
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
