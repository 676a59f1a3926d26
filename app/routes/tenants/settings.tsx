import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant } from "#app/http/actor.server.ts";
import { parseForm } from "#app/http/form.ts";
import { needsSecond, stateReleaseRule } from "#app/services/release-rule.server.ts";
import { hasTenantRight } from "#app/services/role.ts";
import { getTenantBrand, stateTenantBrand } from "#app/services/tenant-brand.server.ts";
import { titleIn } from "#app/ui/page-title.ts";
import { TenantSettingsPage } from "#app/ui/release/tenant-settings-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.release.settings.title);

/** What holds for every organization of a workspace. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, actor) => ({
    mayManage: hasTenantRight(actor.role, "manage"),
    done: new URL(request.url).searchParams.get("done") === "saved",
    brand: await getTenantBrand(tx),
    needsSecond: await needsSecond(tx),
  }));

const text = z.string().max(200, { error: "tooLong" }).default("");

const SettingsForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("brand"), accent: z.string().max(20).default(""), nameEn: text, nameZh: text }),
  z.object({ intent: z.literal("rule"), second: z.enum(["yes", "no"]) }),
]);

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const form = await parseForm(request, SettingsForm);
  return asTenant(request, params, "manage", async (tx, actor) => {
    if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
    const change = form.value;
    if (change.intent === "rule") {
      await stateReleaseRule(tx, actor, change.second === "yes");
    } else {
      const errors = await stateTenantBrand(tx, actor, change);
      if (errors)
        return data({ errors: { ...errors } as Record<string, string>, typed: { ...change } }, { status: 422 });
    }
    throw redirect(`/tenants/${actor.tenantId}/settings?done=saved`);
  });
};

export default function TenantSettings() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TenantSettingsPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
