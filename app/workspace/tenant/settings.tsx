import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, inTenant, type TenantActor } from "#app/access/actor.server.ts";
import {
  getTenantKind,
  getTenantName,
  getTenantZone,
  renameTenant,
  stateTenantKind,
  stateTenantZone,
} from "#app/access/membership.server.ts";
import { getFactorRule, stateFactorRule } from "#app/access/second-factor-rule.server.ts";
import { FactorRule } from "#app/access/second-factor-rule.ts";
import { WorkspaceKind } from "#app/access/workspace-kind.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { readBrandForm } from "#app/brand/brand-form.server.ts";
import { TenantBrandSetting } from "#app/brand/brand-setting.ts";
import { getTenantBrand, stateTenantBrand } from "#app/brand/tenant-brand.server.ts";
import { isTimeZone, listZones } from "#app/day/zone.ts";
import { env } from "#app/environment/env.server.ts";
import { publishVerifier } from "#app/identity/verifier-profile.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { findAllowedModel } from "#app/model/consent.server.ts";
import { shortText } from "#app/organization/short-text.ts";
import { getReleaseRule, stateReleaseRule } from "#app/report/release-rule.server.ts";
import { ReleaseRule } from "#app/report/release-rule.ts";
import { savesSetting } from "#app/setting/setting.ts";
import { countFailedMails } from "../mail/failed-mail.server.ts";
import { TenantSettingsPage } from "./tenant-settings-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.release.settings.title);

/** Settings for all organizations of a workspace. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => ({
    tenantId: actor.tenantId,
    name: await getTenantName(tx),
    kind: await getTenantKind(tx),
    zone: await getTenantZone(tx),
    zones: listZones(),
    mayManage: offers(TenantSettingsActions, actor).rename,
    mayChangeKind: offers(TenantSettingsActions, actor).kind,
    done: new URL(request.url).searchParams.get("done") === "saved",
    brand: await getTenantBrand(tx),
    releaseRule: await getReleaseRule(tx),
    factorRule: await getFactorRule(tx),
    failedMails: await countFailedMails(tx),
    model: env().model ? { isAllowed: (await findAllowedModel(tx, env().model, "match")) !== null } : null,
  }));

const guard = { right: "workspace.manage", recent: true } as const;
// The design form contains a picture, so it is a multipart form.
const TenantSettingsActions = defineActions({
  rename: {
    ...guard,
    schema: z.object({ workspaceName: shortText(200).refine((name) => name !== "", "workspace_name_missing") }),
  },
  kind: { right: "workspace.kind", recent: true, schema: z.object({ kind: WorkspaceKind }) },
  zone: { ...guard, schema: z.object({ timeZone: z.string().refine(isTimeZone, "time_zone_unknown") }) },
  rule: { ...savesSetting(ReleaseRule), recent: true },
  factor: { ...savesSetting(FactorRule), recent: true },
  look: { ...savesSetting(TenantBrandSetting), body: "own" },
});

export const action = tenantAction(TenantSettingsActions, {
  rename: async (tx, { actor, value }) => {
    await renameTenant(tx, actor, value.workspaceName);
    await publishVerifier(tx);
    return savedPage(actor);
  },
  kind: async (tx, { actor, value }) => {
    await stateTenantKind(tx, actor, value.kind);
    await publishVerifier(tx);
    return savedPage(actor);
  },
  zone: async (tx, { actor, value }) => {
    await stateTenantZone(tx, actor, value.timeZone);
    return savedPage(actor);
  },
  rule: async (tx, { actor, value }) => {
    await stateReleaseRule(tx, actor, { basedOn: value.basedOn, isOn: value.second === "yes" });
    return savedPage(actor);
  },
  factor: async (tx, { actor, value }) => {
    await stateFactorRule(tx, actor, { basedOn: value.basedOn, isOn: value.allFactors === "yes" });
    return savedPage(actor);
  },
  look: {
    outside: async ({ actor, request, typed }) => {
      const form = await readBrandForm(request);
      Object.assign(typed, form.typed);
      const fault = form.ok ? await inTenant(actor, (tx) => stateTenantBrand(tx, actor, form.statement)) : form.fault;
      return fault ? data({ fault, typed: form.typed }, { status: 422 }) : savedPage(actor);
    },
  },
});

function savedPage({ tenantId }: TenantActor): string {
  return `/tenants/${tenantId}/settings?done=saved`;
}

export default function TenantSettings() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TenantSettingsPage {...page} answer={answer ?? null} />;
}
