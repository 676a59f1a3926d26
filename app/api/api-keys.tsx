import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireId } from "#app/access/actor.server.ts";
import { makeApiKey, managesTenant, revokeApiKey } from "#app/access/api-key.server.ts";
import { API_SCOPES, KEY_LIFETIMES } from "#app/access/api-scope.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { localName } from "#app/i18n/index.ts";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { getOrganization } from "#app/organization/organization.server.ts";
import { ApiKeyActions, scopeField, scopesOf } from "./api-key-form.ts";
import { apiKeys } from "./api-keys.list.server.ts";
import { NewApiKey, NewApiKeySecret } from "./new-api-key.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.api.keys.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(apiKeys, routed, async (tx, { scope: { organizationId, userId } }, rows) => {
    const isOfAll = await managesTenant(tx, userId);
    const endable = rows.filter(({ view }) => view.state === "active" && (isOfAll || !view.isOfTenant));
    return {
      organizationId,
      organization: (await getOrganization(tx, organizationId)).name,
      managesTenant: isOfAll,
      endable: Object.fromEntries(endable.map(({ key, view }) => [key, view.name])),
      isRevoked: new URL(routed.request.url).searchParams.get("done") === "revoked",
    };
  });

export const action = organizationAction(
  ApiKeyActions,
  {
    make: async (tx, { actor, value }) => {
      const { name, reach, days } = value;
      const { secret } = await makeApiKey(tx, actor, { name, reach, days, scopes: scopesOf(value) });
      // Not a redirect: the secret is only in this response, not in any address, cookie or store.
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
  const endOf = (id: string) => {
    const name = page.endable[id];
    return name !== undefined && <EndKey id={id} name={name} />;
  };
  return (
    <PageBody>
      <PageHeader
        title={page.list.title}
        about={t.about(localName(page.organization, locale))}
        actions={
          <>
            <Link to="/api" className="text-link text-14 touch:py-3">
              {t.docs}
            </Link>
            <ListFile list={page.list} />
          </>
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
          <div>
            <ListBody list={page.list} act={{ head: t.revoke, of: endOf }} />
          </div>
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

function EndKey({ id, name }: { id: string; name: string }) {
  const t = useMessages().api.keys;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="revoke" />
      <input type="hidden" name="apiKeyId" value={id} />
      <ConfirmAction label={t.revoke} lost={name} question={t.revokeQuestion(name)} isInRow />
    </Form>
  );
}
