import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AppError } from "#app/errors.ts";
import { answerErrors, asTenant, requireTenantActor } from "#app/http/actor.server.ts";
import { parseForm } from "#app/http/form.ts";
import { type FormFault, readBrandForm, type TypedBrand } from "#app/routes/organizations/brand-form.server.ts";
import { needsSecond, stateReleaseRule } from "#app/services/release-rule.server.ts";
import { hasTenantRight } from "#app/services/role.ts";
import { getTenantBrand, stateTenantBrand } from "#app/services/tenant-brand.server.ts";
import { titleIn } from "#app/ui/page-title.ts";
import { TenantSettingsPage } from "#app/ui/release/tenant-settings-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.release.settings.title);

/** What holds for every organization of a workspace. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, actor) => ({
    tenantId: actor.tenantId,
    mayManage: hasTenantRight(actor.role, "manage"),
    done: new URL(request.url).searchParams.get("done") === "saved",
    brand: await getTenantBrand(tx),
    needsSecond: await needsSecond(tx),
  }));

const RuleForm = z.object({ intent: z.literal("rule"), second: z.enum(["yes", "no"]) });

/** The look comes with a picture, as a form of its own kind; the rule is the other form of the page. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const isLook = request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
    return isLook ? changeLook({ request, params }) : changeRule({ request, params });
  });

type Args = Pick<ActionFunctionArgs, "request" | "params">;

async function changeRule({ request, params }: Args): Promise<Refused> {
  const form = await parseForm(request, RuleForm);
  return asTenant(request, params, "manage", async (tx, actor) => {
    if (!form.ok) throw new AppError("invalid");
    await stateReleaseRule(tx, actor, form.value.second === "yes");
    throw redirect(`/tenants/${actor.tenantId}/settings?done=saved`);
  });
}

async function changeLook({ request, params }: Args): Promise<Refused> {
  // Whether they may at all, before anything of a picture is read.
  await requireTenantActor(request, params, "manage");
  const form = await readBrandForm(request);
  return asTenant(request, params, "manage", async (tx, actor) => {
    const fault = form.ok ? await stateTenantBrand(tx, actor, form.statement) : form.fault;
    if (fault) return data({ fault, typed: form.typed }, { status: 422 });
    throw redirect(`/tenants/${actor.tenantId}/settings?done=saved`);
  });
}

type Refused = ReturnType<typeof data<{ fault: FormFault; typed: TypedBrand }>>;

export default function TenantSettings() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TenantSettingsPage {...page} answer={answer ?? null} />;
}
