import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asTenant, RECENTLY, requireTenantActor } from "#app/access/actor.server.ts";
import { getTenantName, renameTenant } from "#app/access/membership.server.ts";
import { hasTenantRight } from "#app/access/role.ts";
import { getFactorRule, stateFactorRule } from "#app/access/second-factor-rule.server.ts";
import { type FormFault, readBrandForm, type TypedBrand } from "#app/brand/brand-form.server.ts";
import { getTenantBrand, stateTenantBrand } from "#app/brand/tenant-brand.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { shortText } from "#app/organization/organization-form.ts";
import { getReleaseRule, stateReleaseRule } from "#app/report/release-rule.server.ts";
import { TenantSettingsPage } from "./tenant-settings-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.release.settings.title);

/** What holds for every organization of a workspace. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, actor) => ({
    tenantId: actor.tenantId,
    name: await getTenantName(tx),
    mayManage: hasTenantRight(actor.role, "manage"),
    done: new URL(request.url).searchParams.get("done") === "saved",
    brand: await getTenantBrand(tx),
    releaseRule: await getReleaseRule(tx),
    factorRule: await getFactorRule(tx),
  }));

const SettingsForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("rename"), workspaceName: shortText(200).refine((name) => name !== "") }),
  z.object({ intent: z.literal("rule"), second: z.enum(["yes", "no"]) }),
  z.object({ intent: z.literal("factor"), allFactors: z.enum(["yes", "no"]) }),
]);

/** The look comes with a picture, as a form of its own kind. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const isLook = request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
    return isLook ? changeLook({ request, params }) : changeSetting({ request, params });
  });

type Args = Pick<ActionFunctionArgs, "request" | "params">;

async function changeSetting({ request, params }: Args) {
  const form = await parseForm(request, SettingsForm);
  return asTenant(
    request,
    params,
    "manage",
    async (tx, actor) => {
      if (!form.ok && form.typed.intent === "rename")
        return data({ workspaceName: form.typed.workspaceName ?? "" }, { status: 422 });
      if (!form.ok) throw new AppError("invalid");
      const { value } = form;
      if (value.intent === "rename") await renameTenant(tx, actor, value.workspaceName);
      else if (value.intent === "rule") await stateReleaseRule(tx, actor, value.second === "yes");
      else await stateFactorRule(tx, actor, value.allFactors === "yes");
      throw redirect(`/tenants/${actor.tenantId}/settings?done=saved`);
    },
    RECENTLY,
  );
}

async function changeLook({ request, params }: Args): Promise<ReturnType<typeof data<RefusedLook>>> {
  // Whether they may at all, before anything of a picture is read.
  await requireTenantActor(request, params, "manage");
  const form = await readBrandForm(request);
  return asTenant(request, params, "manage", async (tx, actor) => {
    const fault = form.ok ? await stateTenantBrand(tx, actor, form.statement) : form.fault;
    if (fault) return data({ fault, typed: form.typed }, { status: 422 });
    throw redirect(`/tenants/${actor.tenantId}/settings?done=saved`);
  });
}

type RefusedLook = { fault: FormFault; typed: TypedBrand };

export default function TenantSettings() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TenantSettingsPage {...page} answer={answer ?? null} />;
}
