import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { postMail } from "#app/access/post.server.ts";
import { isMailLocal, limitStep } from "#app/access/session.server.ts";
import { EmailField, LocaleField } from "#app/account/account-forms.ts";
import { MailNote } from "#app/account/account-page.tsx";
import { fieldError, formErrors } from "#app/account/fault-text.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { publicAction, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { AuthCard } from "#app/kit/auth-card.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { ButtonAnchor } from "#app/kit/plain-button.tsx";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { WatchForm } from "../page/watch-form.tsx";
import { requireReportNumber } from "../report-number.ts";
import { askToWatch } from "./report-watch.server.ts";

export const handle = STATIC_PAGE;
export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.watch.section.title);
export const headers = retryHeaders;

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  await answerErrors(request, () => limitLookUp(context.clientAddress));
  return asPublic(request, async (tx) => {
    const number = requireReportNumber(params.reportNumber);
    const { status } = await getPublishedReport(tx, number);
    const isSent = new URL(request.url).searchParams.has("sent");
    return { number, isCurrent: status === "current", isSent, isLocal: isMailLocal() };
  });
};

const WatchActions = defineActions({
  watch: {
    right: "public.use",
    schema: z.object({ email: EmailField, locale: LocaleField }),
  },
});

/** Sends a link to confirm, unless the address already watches the report. The answer is the same in both cases. */
export const action = publicAction(WatchActions, {
  watch: {
    outside: async ({ params, clientAddress, value: { email, locale } }) => {
      const number = requireReportNumber(params.reportNumber);
      const waitSeconds = await limitStep("watch", clientAddress, email);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const { publicUrl } = env();
      const isCurrent = await (await doors()).withSystem((tx) =>
        askToWatch(tx, { number, email, locale }, { publicUrl, post: postMail }),
      );
      return `/verify/${number}/watch${isCurrent ? "?sent=1" : ""}`;
    },
  },
});

export default function Watch() {
  const { number, isCurrent, isSent, isLocal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const { page, section } = t.watch;
  const report = (
    <a href={`/verify/${number}`} className="text-link">
      {page.report}
    </a>
  );
  if (!isCurrent) {
    return (
      <PublicLayout>
        <AuthCard title={page.title(number)} lead={page.over}>
          <ButtonAnchor href={`/verify/${number}`} variant="primary" size="large" isWide>
            {page.report}
          </ButtonAnchor>
        </AuthCard>
      </PublicLayout>
    );
  }
  if (isSent) {
    return (
      <PublicLayout>
        <AuthCard title={page.sentTitle} lead={page.sentLead} footer={<p>{report}</p>}>
          <MailNote isLocal={isLocal} />
        </AuthCard>
      </PublicLayout>
    );
  }
  return (
    <PublicLayout>
      <AuthCard
        title={page.title(number)}
        lead={
          <>
            {section.text}
            <SentenceGap />
            {page.follow}
          </>
        }
        footer={<p>{report}</p>}
      >
        <div className="space-y-5">
          <FormErrors errors={formErrors(t, answer)} />
          <WatchForm number={number} email={answer?.typed.email} error={fieldError(t, answer, "email")} />
        </div>
      </AuthCard>
    </PublicLayout>
  );
}
