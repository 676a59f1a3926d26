import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { createInvitedAccount, hasAccount } from "#app/access/account.server.ts";
import { answerErrors } from "#app/access/actor.server.ts";
import { acceptInvitation, findInvitation, type OpenInvitation } from "#app/access/invitation.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { asPlanRefusal } from "#app/access/plan-refusal.ts";
import { guestRefusal, refuseLapsed } from "#app/access/plan-standing.server.ts";
import { accountHeaders, auth, currentUser, limitStep, redirectWithCookies } from "#app/access/session.server.ts";
import { NewPassword, PersonName } from "#app/account/account-fields.tsx";
import { AGREE_FIELDS, LocaleField, NameField, NewPasswordField } from "#app/account/account-forms.ts";
import { AccountForm, AccountPage } from "#app/account/account-page.tsx";
import { AgreementFields } from "#app/account/agreement-fields.tsx";
import { isOfPassword } from "#app/account/fault-text.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { publicAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import {
  acceptEngagement,
  type EngagementInvitation,
  findEngagementInvitation,
} from "#app/assurance/engagement.server.ts";
import { type AskedText, judgeAgreement } from "#app/consent/agreement.ts";
import { askedTexts, currentTexts } from "#app/consent/legal-texts.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { checkFields, type Fields } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";

const NewMemberForm = z.object({
  name: NameField,
  password: NewPasswordField,
  locale: LocaleField,
  ...AGREE_FIELDS,
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.members.inviteTitle);
export const headers = retryHeaders;

/** The open invitation and the next step to join. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await limitLookUp(context.clientAddress);
    const invitation = await openInvitation(params.token);
    if (!invitation) return data({ step: "dead" } as const, { status: 404 });
    const { email } = invitation;
    const organizationName = "role" in invitation ? invitation.organizationName : null;
    const tenantName = organizationName ? localName(organizationName, localeOf(request)) : invitation.tenantName;
    const user = await currentUser(request);
    // A verifier has no role in the workspace.
    const role = "role" in invitation ? invitation.role : null;
    const about = { tenantName, email, role, asked: askedTexts(), signedInAs: user?.email ?? "" };
    if (user?.email === email) return { step: "join", ...about } as const;
    if (user) return { step: "otherAccount", ...about } as const;
    if (await hasAccount(await auth(), email)) {
      const signIn = `/sign-in?${new URLSearchParams({ next: new URL(request.url).pathname })}`;
      return { step: "signIn", signIn, ...about } as const;
    }
    return { step: "create", ...about } as const;
  });

// Signed-in people join without a form. The action reads the form only to create an account.
const InvitationActions = defineActions({ join: { right: "public.use", schema: z.looseObject({}) } });

/** Joins the tenant with the signed-in or a new account. Both need the invited address. */
export const action = publicAction(InvitationActions, {
  join: {
    outside: async ({ request, params, clientAddress, value }) => {
      const waitSeconds = await limitStep("invitation", clientAddress);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const here = new URL(request.url).pathname;
      const invitation = await openInvitation(params.token);
      if (!invitation) return here;
      await (await doors()).withSystem((tx) => refuseLapsed(tx, invitation.tenantId, { asking: "guest" }));
      const user = await currentUser(request);
      if (user) {
        if (user.email !== invitation.email) return here;
        await join(invitation, user.userId);
        return pageAfter(invitation);
      }
      const form = checkFields(request, value as Fields, NewMemberForm);
      if (!form.ok) return refuse(form.errors);
      const { agreeTerms, agreePrivacy, ...person } = form.value;
      const faults = judgeAgreement(askedTexts(), { agreeTerms, agreePrivacy });
      if (Object.keys(faults).length > 0) return refuse(faults);
      const account = { ...person, email: invitation.email };
      const agreement = { texts: currentTexts(), language: contentLanguageFor(localeOf(request)) };
      const made = await createInvitedAccount(await auth(), accountHeaders(request, clientAddress), account, agreement);
      if (!made.ok) return refuse({ [isOfPassword(made.fault) ? "password" : "form"]: made.fault });
      await join(invitation, made.value.userId);
      return redirectWithCookies(pageAfter(invitation), made.cookies);
    },
  },
});

/** An invitation of a future member, or of a verifier, who never becomes a member. */
type AnyInvitation = OpenInvitation | EngagementInvitation;

async function openInvitation(token = ""): Promise<AnyInvitation | undefined> {
  return (await doors()).withSystem(
    async (tx) => (await findInvitation(tx, token)) ?? (await findEngagementInvitation(tx, token)),
  );
}

async function join(invitation: AnyInvitation, userId: string): Promise<void> {
  const author = { tenantId: invitation.tenantId, userId, source: "page" as const };
  const { email } = invitation;
  const { withTenant } = await doors();
  try {
    await withTenant(author, (tx) =>
      "role" in invitation
        ? acceptInvitation(tx, author, { invitationId: invitation.id, email })
        : acceptEngagement(tx, author, { engagementId: invitation.engagementId, email }),
    );
  } catch (error) {
    throw asPlanRefusal(error) ? guestRefusal(error) : error;
  }
}

function pageAfter(invitation: AnyInvitation): string {
  return "role" in invitation ? "/organizations" : "/assurance";
}

export default function Invitation() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.invitation;
  if (page.step === "dead") {
    return (
      <AccountPage title={words.deadTitle} lead={words.deadLead}>
        <ButtonLink to="/sign-in" size="large" isWide>
          {words.signIn}
        </ButtonLink>
      </AccountPage>
    );
  }
  const lead = page.role ? words.lead(page.email, t.account.role[page.role]) : t.assurance.invitation.lead(page.email);
  return (
    <AccountPage title={words.title(page.tenantName)} lead={lead} answer={answer}>
      {page.step === "join" && (
        <Form method="post">
          <Button size="large" isWide>
            {words.submitJoin}
          </Button>
        </Form>
      )}
      {page.step === "otherAccount" && (
        <Form method="post" action="/sign-out" className="space-y-4">
          <p className="text-14">{words.otherAccount(page.signedInAs)}</p>
          <Button variant="secondary" size="large" isWide>
            {words.signOut}
          </Button>
        </Form>
      )}
      {page.step === "signIn" && (
        <div className="space-y-4">
          <p className="text-14">{words.signInFirst}</p>
          <ButtonLink to={page.signIn} variant="primary" size="large" isWide>
            {words.signIn}
          </ButtonLink>
        </div>
      )}
      {page.step === "create" && <NewMember asked={page.asked} />}
    </AccountPage>
  );
}

function NewMember({ asked }: { asked: readonly AskedText[] }) {
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const locale = useLocale();
  return (
    <AccountForm submit={t.account.invitation.submitCreate}>
      <input type="hidden" name="locale" value={locale} />
      <PersonName answer={answer} />
      <NewPassword answer={answer} label={t.account.password} />
      <AgreementFields asked={asked} answer={answer} />
    </AccountForm>
  );
}
