import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmPassword } from "#app/access/account-security.server.ts";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { underCeiling } from "#app/access/attempt-ceiling.server.ts";
import { accountHeaders, auth, limitStep, requireUser } from "#app/access/session.server.ts";
import { orConflict, personAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { countUnread } from "#app/notice/notice.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { PasswordField } from "../account-forms.ts";
import { fieldError, formErrors } from "../fault-text.ts";
import { retryHeaders } from "../form-answer.server.ts";
import { deleteAccount, listSolelyOwned, type OwnedWorkspace } from "./delete-account.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.ownData.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, locale, timeZone } = await requireUser(request);
    const { unread, ...read } = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      unread: await countUnread(tx, userId),
      owned: await listSolelyOwned(tx, userId),
    }));
    return { user: { name, email, locale, timeZone, unread }, ...read };
  });

const DeleteActions = defineActions({
  delete: { right: "account.own", schema: z.object({ deletePassword: PasswordField }) },
});

export const action = personAction(DeleteActions, {
  delete: {
    outside: async ({ actor, request, clientAddress, value: { deletePassword } }) => {
      const waitSeconds = await limitStep("second-factor", clientAddress, actor.userId);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const library = await auth();
      const headers = accountHeaders(request, clientAddress);
      const checked = await underCeiling({ step: "password", email: actor.email }, () =>
        confirmPassword(library, headers, deletePassword),
      );
      if (!checked.ok) return refuse({ deletePassword: checked.fault });
      const refused = await orConflict(deleteAccount(await doors(), library, actor));
      if (refused) return refused;
      log.info("account_deleted", { userId: actor.userId });
      return "/sign-in?notice=deleted";
    },
  },
});

export default function DeleteAccount() {
  const { user, organizations, owned } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.ownData;
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader title={words.title} about={words.lead(user.email)} />
        <div className="max-w-[40rem] space-y-12">
          <FormErrors errors={formErrors(t, answer)} />
          {owned.length > 0 && <Owned workspaces={owned} />}
          <Items title={words.gone} items={words.goneItems} />
          <Items title={words.stays} items={words.staysItems} />
          {owned.length === 0 && (
            <Section title={words.submit}>
              <p className="mt-3 text-14">
                {words.before}
                <SentenceGap />
                <Link reloadDocument className="text-link" to="/account/export.json">
                  {words.download}
                </Link>
              </p>
              <Form method="post" className="mt-4 max-w-[25rem] space-y-4" noValidate>
                <TextField
                  name="deletePassword"
                  type="password"
                  label={words.password}
                  autoComplete="current-password"
                  error={fieldError(t, answer, "deletePassword")}
                  required
                />
                <div className="flex flex-wrap gap-3">
                  <Button variant="destructive">{words.submit}</Button>
                  <ButtonLink to="/account" variant="secondary">
                    {words.cancel}
                  </ButtonLink>
                </div>
              </Form>
            </Section>
          )}
        </div>
      </PageBody>
    </AccountFrame>
  );
}

function Items({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <Section title={title}>
      <ul className="mt-3 list-disc space-y-1 pl-5 text-14">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </Section>
  );
}

function Owned({ workspaces }: { workspaces: readonly OwnedWorkspace[] }) {
  const { ownData: words } = useMessages();
  return (
    <Section title={words.ownedTitle}>
      <p className="mt-3 text-14">{words.owned}</p>
      <ul className="mt-2 divide-y divide-line text-14">
        {workspaces.map(({ tenantId, name, organizationId }) => (
          <li key={tenantId} className="flex flex-wrap gap-x-6 gap-y-1 py-2">
            {organizationId && (
              <Link className="text-link touch:py-3" to={`/organizations/${organizationId}/members`}>
                {words.toMembers(name)}
              </Link>
            )}
            <Link className="text-link touch:py-3" to={`/tenants/${tenantId}/data`}>
              {words.toClose(name)}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
