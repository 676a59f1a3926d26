import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
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
  type PeriodObstacles,
  requireApproval,
  unlockPeriod,
} from "./period-approval.server.ts";
import { rightsOf } from "./review-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.review.locksTab);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
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

const LockForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("lock"),
    from: month,
    to: month,
    facilityId: z.string().default(""),
    note: z.string().max(1000).default(""),
  }),
  z.object({ intent: z.literal("unlock"), approvalId: z.string(), reason: z.string().max(1000).default("") }),
  z.object({ intent: z.literal("require"), isOn: z.enum(["yes", "no"]) }),
]);

/** Whoever may decide locks; administrators unlock and say whether reports need it. */
const ROLE_OF = { lock: "reviewer", unlock: "admin", require: "admin" } as const;

interface LockProblem {
  problem: string;
  obstacles: PeriodObstacles | null;
  typed: Record<string, string>;
}

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, LockForm);
    const needed = form.ok ? ROLE_OF[form.value.intent] : "reviewer";
    const refuse = (found: Partial<LockProblem>, typed: Record<string, string>) =>
      data({ problem: "", obstacles: null, ...found, typed } satisfies LockProblem, { status: 422 });
    if (!form.ok) {
      await asOrganization(request, params, needed, async () => null);
      return refuse({ problem: "months_reversed" }, form.typed);
    }
    const asked = form.value;
    const typed = Object.fromEntries(Object.entries(asked));
    const found = await asOrganization(
      request,
      params,
      needed,
      async (tx, actor): Promise<Partial<LockProblem> | null> => {
        try {
          if (asked.intent === "unlock") await unlockPeriod(tx, actor, requireId(asked.approvalId), asked.reason);
          if (asked.intent === "require") await requireApproval(tx, actor, asked.isOn === "yes");
          if (asked.intent !== "lock") return null;
          const scope = { ...asked, facilityId: asked.facilityId === "" ? null : requireId(asked.facilityId) };
          const answer = await approvePeriod(tx, actor, scope, asked.note);
          return answer.ok ? null : { obstacles: answer.obstacles };
        } catch (error) {
          const reason = error instanceof AppError ? error.details.reason : undefined;
          if (!(error instanceof AppError) || typeof reason !== "string") throw error;
          return { problem: reason };
        }
      },
    );
    if (found) return refuse(found, typed);
    throw redirect(new URL(request.url).pathname);
  });

export default function Locks() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return <LocksPage {...loaded} problem={useActionData<typeof action>() ?? null} />;
}
