import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { confirmPassword } from "#app/access/account-security.server.ts";
import {
  asTenant,
  EVEN_CLOSED,
  EVEN_LAPSED,
  type GuardOptions,
  requireTenantActor,
  type TenantActor,
} from "#app/access/actor.server.ts";
import { underCeiling } from "#app/access/attempt-ceiling.server.ts";
import { accountHeaders, auth, limitStep, requireUser } from "#app/access/session.server.ts";
import { PasswordField } from "#app/account/account-forms.ts";
import { parseForm } from "#app/http/form.server.ts";
import type { DataAnswer } from "./data-answer.ts";
import { askForDeletion, confirmDeletion, type DeletionFault, takeDeletionBack } from "./tenant-deletion.server.ts";
import { askForExport, cancelExport } from "./tenant-export.server.ts";

const typed = (longest: number) => z.string().max(longest).catch("");

const DataForm = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("export") }),
    z.object({ intent: z.literal("cancel-export") }),
    z.object({ intent: z.literal("ask-deletion"), reason: typed(4000), name: typed(400), password: PasswordField }),
    z.object({ intent: z.literal("confirm-deletion"), name: typed(400), password: PasswordField }),
    z.object({ intent: z.literal("take-deletion-back") }),
  ],
  { error: "form" },
);

type DataForm = z.output<typeof DataForm>;

/** At which field a fault stands; the others concern the whole form. */
const FIELDS: Partial<Record<DeletionFault, string>> = {
  reason_missing: "reason",
  reason_long: "reason",
  name_differs: "name",
};

/**
 * Does what is asked for on the page of a workspace's data. What ends it asks for the password once more, outside of any
 * transaction.
 *
 * @param isClosed on the page of a closed workspace, where only exporting and taking the deletion back is left
 */
export async function changeTenantData(
  { request, params, clientAddress }: { request: Request; params: { tenantId?: string }; clientAddress: string },
  isClosed: boolean,
) {
  const form = await parseForm(request, DataForm);
  const options = isClosed ? EVEN_CLOSED : EVEN_LAPSED;
  const actor = await requireTenantActor(request, params, "manage", options);
  if (!form.ok) return refuse(form.errors, form.typed);
  const { value } = form;
  const kept =
    "reason" in value ? { reason: value.reason, name: value.name } : "name" in value ? { name: value.name } : {};
  if (isClosed && "password" in value) return refuse({ form: "deletion_over" }, kept);
  if ("password" in value) {
    const fault = await checkPassword(request, { actor, clientAddress, password: value.password });
    if (fault) return refuse({ password: fault }, kept, fault === "password_wrong" ? 422 : 429);
  }
  const fault = await apply({ request, params, options }, value);
  if (fault) return refuse({ [FIELDS[fault as DeletionFault] ?? "form"]: fault }, kept);
  throw redirect(
    isClosed && value.intent !== "take-deletion-back" ? closedPage(actor) : `/tenants/${actor.tenantId}/data`,
  );
}

function closedPage({ tenantId }: TenantActor): string {
  return `/tenants/${tenantId}/closed`;
}

function refuse(errors: Record<string, string>, typed: Record<string, string>, status: 422 | 429 = 422) {
  return data<DataAnswer>({ errors, typed }, { status });
}

async function checkPassword(
  request: Request,
  { actor, clientAddress, password }: { actor: TenantActor; clientAddress: string; password: string },
): Promise<"password_wrong" | "too_many" | "account_paused" | null> {
  if (await limitStep("second-factor", clientAddress, actor.userId)) return "too_many";
  const { email } = await requireUser(request);
  const [library, headers] = [await auth(), accountHeaders(request, clientAddress)];
  const checked = await underCeiling({ step: "password", email }, () => confirmPassword(library, headers, password));
  if (checked.ok) return null;
  return checked.fault === "account_paused" ? "account_paused" : "password_wrong";
}

function apply(
  { request, params, options }: { request: Request; params: { tenantId?: string }; options: GuardOptions },
  form: DataForm,
) {
  return asTenant(
    request,
    params,
    "manage",
    async (tx, actor) => {
      switch (form.intent) {
        case "export":
          return askForExport(tx, actor);
        case "cancel-export":
          await cancelExport(tx, actor);
          return null;
        case "ask-deletion":
          return askForDeletion(tx, actor, { reason: form.reason, typed: form.name });
        case "confirm-deletion":
          return confirmDeletion(tx, actor, form.name, new Date());
        case "take-deletion-back":
          return takeDeletionBack(tx, actor);
      }
    },
    options,
  );
}
