import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { LocksPage } from "./locks-page.tsx";
import {
  approvePeriod,
  getApprovalRule,
  listPeriodApprovals,
  requireApproval,
  unlockPeriod,
} from "./period-approval.server.ts";
import { rightsOf } from "./review-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.review.locksTab);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const locale = localeOf(request);
    const facilities = (await listFacilities(tx, organizationId)).map(({ id, name }) => ({
      id,
      name: localName(name, locale),
    }));
    const newest = await latestInventory(tx, organizationId);
    return {
      organizationId,
      rights: await rightsOf(tx, actor),
      facilities,
      months: newest && { from: newest.period.start.slice(0, 7), to: newest.period.end.slice(0, 7) },
      approvalRule: await getApprovalRule(tx, organizationId),
      approvals: (await listPeriodApprovals(tx, organizationId)).map((approval) => ({
        ...approval,
        facility: facilities.find(({ id }) => id === approval.facilityId)?.name ?? null,
        at: approval.at.toISOString(),
        unlocked: approval.unlocked && { ...approval.unlocked, at: approval.unlocked.at.toISOString() },
      })),
    };
  });

const month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);

// Reviewers of records can lock a period. Only administrators can unlock it and decide if reports need approved
// records.
const LockActions = defineActions({
  lock: {
    right: "periods.lock",
    faults: { "*": "form" },
    schema: z.object({
      from: month,
      to: month,
      facilityId: z.string().default(""),
      note: z.string().max(1000).default(""),
    }),
  },
  unlock: {
    right: "periods.unlock",
    faults: { "*": "form" },
    schema: z.object({ approvalId: z.string(), reason: z.string().max(1000).default("") }),
  },
  require: {
    right: "periods.unlock",
    faults: { "*": "form" },
    schema: z.object({ isOn: z.enum(["yes", "no"]) }),
  },
});

export const action = organizationAction(LockActions, {
  lock: async (tx, { actor, request, typed, value }) => {
    const scope = { ...value, facilityId: value.facilityId === "" ? null : requireId(value.facilityId) };
    const answer = await approvePeriod(tx, actor, scope, value.note);
    if (!answer.ok) return data({ problem: "", obstacles: answer.obstacles, typed }, { status: 422 });
    return new URL(request.url).pathname;
  },
  unlock: async (tx, { actor, request, value }) => {
    await unlockPeriod(tx, actor, requireId(value.approvalId), value.reason);
    return new URL(request.url).pathname;
  },
  require: async (tx, { actor, request, value }) => {
    await requireApproval(tx, actor, value.isOn === "yes");
    return new URL(request.url).pathname;
  },
});

export default function Locks() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  const problem =
    answer && "errors" in answer
      ? { problem: answer.errors.form ?? "months_reversed", obstacles: null, typed: answer.typed }
      : answer;
  return <LocksPage {...loaded} problem={problem ?? null} />;
}
