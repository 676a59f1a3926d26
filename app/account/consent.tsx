import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { personAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { judgeAgreement } from "#app/consent/agreement.ts";
import { keepAgreement, listAgreements, listUnagreed } from "#app/consent/consent.server.ts";
import { currentTexts } from "#app/consent/legal-texts.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { safePath } from "#app/http/safe-path.ts";
import { contentLanguageFor } from "#app/i18n/index.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { countUnread } from "#app/notice/notice.server.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { AGREE_FIELDS } from "./account-forms.ts";
import { Notice } from "./account-page.tsx";
import { AgreementFields } from "./agreement-fields.tsx";
import { AskedTexts, KeptAgreements, OptionalConsents } from "./consent-sections.tsx";
import { formErrors } from "./fault-text.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.consent.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, locale, timeZone } = await requireUser(request);
    const language = contentLanguageFor(localeOf(request));
    const read = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      unread: await countUnread(tx, userId),
      agreements: await listAgreements(tx, userId),
      unagreed: await listUnagreed(tx, userId, currentTexts()),
    }));
    const { searchParams } = new URL(request.url);
    return {
      user: { name, email, locale, timeZone, unread: read.unread },
      organizations: read.organizations,
      agreements: read.agreements,
      asked: read.unagreed.map(({ text, ...asked }) => ({ ...asked, blocks: text.blocks[language] })),
      next: searchParams.has("next") ? safePath(searchParams.get("next")) : null,
      isDone: searchParams.has("done"),
    };
  });

const ConsentActions = defineActions({ agree: { right: "account.own", schema: z.object(AGREE_FIELDS) } });

export const action = personAction(ConsentActions, {
  agree: async (tx, { actor: { userId }, value, request }) => {
    const texts = await listUnagreed(tx, userId, currentTexts());
    const faults = judgeAgreement(texts, value);
    if (Object.keys(faults).length > 0) return refuse(faults);
    await keepAgreement(tx, userId, { texts, language: contentLanguageFor(localeOf(request)) }, "page");
    const next = new URL(request.url).searchParams.get("next");
    return next === null ? "/account/consent?done=1" : safePath(next);
  },
});

export default function Consent() {
  const { user, organizations, agreements, asked, next, isDone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.consent;
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader title={words.title} about={user.email} />
        <div className="max-w-[40rem] space-y-12">
          {isDone && asked.length === 0 && <Notice>{words.agreed}</Notice>}
          <FormErrors errors={formErrors(t, answer)} />
          {asked.length > 0 && (
            <AskedTexts asked={asked} isNew={agreements.length === 0}>
              <Form method="post" className="mt-6 space-y-4" noValidate>
                <AgreementFields asked={asked} answer={answer} isShownHere />
                <p className="text-14 text-muted">{words.untilThen}</p>
                <div className="flex flex-wrap gap-3">
                  <Button>{words.submit}</Button>
                  {next && (
                    <ButtonLink to={next} variant="secondary">
                      {words.later}
                    </ButtonLink>
                  )}
                </div>
              </Form>
            </AskedTexts>
          )}
          <KeptAgreements agreements={agreements} />
          <OptionalConsents />
        </div>
      </PageBody>
    </AccountFrame>
  );
}
