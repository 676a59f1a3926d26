import { confirmPassword } from "#app/access/account-security.server.ts";
import { inTenant, type TenantActor } from "#app/access/actor.server.ts";
import { underCeiling } from "#app/access/attempt-ceiling.server.ts";
import { accountHeaders, auth, limitStep, requireUser } from "#app/access/session.server.ts";
import { type Asked, refuse, type Verbs } from "#app/action/action.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ClosedActions, DataActions } from "./data-action.ts";
import { askForDeletion, confirmDeletion, type DeletionFault, takeDeletionBack } from "./tenant-deletion.server.ts";
import { askForExport, cancelExport } from "./tenant-export.server.ts";

/** Fields of errors. Other errors concern the whole form. */
const FIELDS: Partial<Record<DeletionFault, string>> = {
  reason_missing: "reason",
  reason_long: "reason",
  name_differs: "name",
};

/** Handlers of the page at a path of the workspace. */
function exportVerbs(page: "data" | "closed") {
  const here = ({ tenantId }: TenantActor) => `/tenants/${tenantId}/${page}`;
  return {
    export: async (tx, { actor }) => told(await askForExport(tx, actor), here(actor)),
    "cancel-export": async (tx, { actor }) => {
      await cancelExport(tx, actor);
      return here(actor);
    },
    "take-deletion-back": async (tx, { actor }) =>
      told(await takeDeletionBack(tx, actor), `/tenants/${actor.tenantId}/data`),
  } satisfies Verbs<TenantActor, typeof ClosedActions>;
}

export const closedVerbs = exportVerbs("closed");

export const dataVerbs = {
  ...exportVerbs("data"),
  "ask-deletion": {
    outside: (asked) =>
      afterPassword(asked, (tx) =>
        askForDeletion(tx, asked.actor, { reason: asked.value.reason, typed: asked.value.name }),
      ),
  },
  "confirm-deletion": {
    outside: (asked) => afterPassword(asked, (tx) => confirmDeletion(tx, asked.actor, asked.value.name, new Date())),
  },
} satisfies Verbs<TenantActor, typeof DataActions>;

function told(fault: string | null, to: string) {
  return fault ? refuse({ [FIELDS[fault as DeletionFault] ?? "form"]: fault }) : to;
}

/** Checks the password for a deletion, outside of any transaction. */
async function afterPassword(
  asked: Asked<TenantActor, { password: string }>,
  work: (tx: TenantTx) => Promise<string | null>,
) {
  const fault = await checkPassword(asked);
  if (fault) return refuse({ password: fault }, fault === "password_wrong" ? 422 : 429);
  return told(await inTenant(asked.actor, work), `/tenants/${asked.actor.tenantId}/data`);
}

async function checkPassword({
  actor,
  request,
  clientAddress,
  value: { password },
}: Asked<TenantActor, { password: string }>): Promise<"password_wrong" | "too_many" | "account_paused" | null> {
  if (await limitStep("second-factor", clientAddress, actor.userId)) return "too_many";
  const { email } = await requireUser(request);
  const [library, headers] = [await auth(), accountHeaders(request, clientAddress)];
  const checked = await underCeiling({ step: "password", email }, () => confirmPassword(library, headers, password));
  if (checked.ok) return null;
  return checked.fault === "account_paused" ? "account_paused" : "password_wrong";
}
