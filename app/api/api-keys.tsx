import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { listApiKeys, makeApiKey, managesTenant, revokeApiKey } from "#app/access/api-key.server.ts";
import { API_SCOPES, KEY_LIFETIMES } from "#app/access/api-scope.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { toSent } from "#app/encoding/sent.ts";
import { localName } from "#app/i18n/index.ts";
import { DoneLine } from "#app/kit/done-note.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { getOrganization } from "#app/organization/organization.server.ts";
import { ApiKeyActions, scopeField, scopesOf } from "./api-key-form.ts";
import { ApiKeyList } from "./api-key-list.tsx";
import { NewApiKey, NewApiKeySecret } from "./new-api-key.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.api.keys.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "keys.manage", async (tx, actor) => {
    const now = new Date();
    const keys = await listApiKeys(tx, actor.organizationId);
    return {
      organizationId: actor.organizationId,
      organization: (await getOrganization(tx, actor.organizationId)).name,
      managesTenant: await managesTenant(tx, actor.userId),
      keys: keys.map((key) => ({
        ...toSent(key),
        state: key.revokedAt ? ("revoked" as const) : key.expiresAt <= now ? ("expired" as const) : ("active" as const),
      })),
      isRevoked: new URL(request.url).searchParams.get("done") === "revoked",
    };
  });

export const action = organizationAction(
  ApiKeyActions,
  {
    make: async (tx, { actor, value }) => {
      const { name, reach, days } = value;
      const { secret } = await makeApiKey(tx, actor, { name, reach, days, scopes: scopesOf(value) });
      // Not a redirect: the secret is in this answer, and in no address, cookie or store.
      return data({ secret: { name, secret }, errors: {}, typed: {} as Record<string, string> }, { status: 201 });
    },
    revoke: async (tx, { actor, value }) => {
      await revokeApiKey(tx, actor, requireId(value.apiKeyId));
      return `/organizations/${actor.organizationId}/api-keys?done=revoked`;
    },
  },
  async () => ({ secret: null }),
);

export default function ApiKeys() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const locale = useLocale();
  const t = useMessages().api.keys;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about(localName(page.organization, locale))}
        actions={
          <Link to="/api" className="text-link text-14 touch:py-3">
            {t.docs}
          </Link>
        }
      />
      <SettingsTabs organizationId={page.organizationId} current="apiKeys" mayChange />
      {answer?.secret && <NewApiKeySecret {...answer.secret} />}
      {page.isRevoked && !answer && <DoneLine>{t.revoked}</DoneLine>}
      <PageColumns
        aside={
          <Section title={t.ruleTitle} isAside>
            <div className="space-y-3 text-14 text-muted">
              {t.rule.split("\n").map((one) => (
                <p key={one}>{one}</p>
              ))}
            </div>
          </Section>
        }
      >
        <div className="space-y-12">
          <ApiKeyList keys={page.keys} managesTenant={page.managesTenant} />
          <NewApiKey
            key={answer?.secret?.secret}
            scopes={API_SCOPES.map((scope) => ({ scope, field: scopeField(scope) }))}
            lifetimes={[...KEY_LIFETIMES]}
            managesTenant={page.managesTenant}
            errors={answer?.errors ?? {}}
            typed={answer?.typed ?? {}}
          />
        </div>
      </PageColumns>
    </PageBody>
  );
}
