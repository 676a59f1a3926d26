import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { savesSetting } from "#app/setting/setting.ts";
import { getVerifierProfile, isNameHeld, stateVerifierProfile } from "./verifier-profile.server.ts";
import { VerifierProfileSetting } from "./verifier-profile.ts";
import { VerifierProfilePage } from "./verifier-profile-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.directory.settings.title);

/** What a verification body states about itself, and whether it is listed publicly. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => {
    const { kind, name, identity_id } = await tx
      .selectFrom("tenant")
      .select(["kind", "name", "identity_id"])
      .executeTakeFirstOrThrow();
    return {
      tenantId: actor.tenantId,
      isBody: kind === "verification_body",
      isHeld: await isNameHeld(tx, identity_id, name),
      profile: await getVerifierProfile(tx),
      mayChange: offers(ProfileActions, actor).state,
      isSaved: new URL(request.url).searchParams.has("saved"),
    };
  });

const ProfileActions = defineActions({ state: { ...savesSetting(VerifierProfileSetting), recent: true } });

export const action = tenantAction(ProfileActions, {
  state: async (tx, { actor, value, typed }) => {
    const { kind } = await tx.selectFrom("tenant").select("kind").executeTakeFirstOrThrow();
    if (value.listed === "yes" && kind !== "verification_body")
      return data({ errors: { listed: "not_a_body" } as Record<string, string>, typed }, { status: 422 });
    const { basedOn, accreditationBody, accreditationNumber, accreditationScope, expiresOn, registerUrl } = value;
    await stateVerifierProfile(tx, actor, {
      basedOn,
      isListed: value.listed === "yes",
      accreditation: {
        body: accreditationBody,
        number: accreditationNumber,
        scope: accreditationScope,
        expiresOn: expiresOn || null,
        registerUrl,
      },
    });
    return `/tenants/${actor.tenantId}/directory?saved`;
  },
});

export default function VerifierProfileRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierProfilePage {...page} answer={answer ?? null} />;
}
