import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { limitStep, redirectWithCookies } from "#app/access/session.server.ts";
import { endedVisitCookie, openSample, visitCookie } from "#app/access/visitor.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { AuthCard } from "#app/kit/auth-card.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { OpenSample } from "./open-sample.tsx";

export const handle = STATIC_PAGE;
export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.visit.title);

/** Opening the address changes nothing. Only its button starts a visit. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const workspaceHref = await workspaceOf(request);
    if (!(await openSample())) throw new AppError("not_found");
    return { workspaceHref };
  });

const SampleActions = defineActions({
  open: { right: "public.use", schema: z.object({}) },
  leave: { right: "public.use", schema: z.object({}) },
});

export const action = publicAction(SampleActions, {
  open: {
    outside: async ({ request, clientAddress }) => {
      const waitSeconds = await limitStep("visit", clientAddress);
      if (waitSeconds) throw new AppError("rate_limited", { details: { retryAfterSeconds: waitSeconds } });
      const sample = await openSample();
      if (!sample) throw new AppError("not_found");
      if (await workspaceOf(request)) return "/organizations";
      const cookie = visitCookie(sample.organizationId, new Date());
      return redirectWithCookies(`/organizations/${sample.organizationId}`, [cookie]);
    },
  },
  leave: { outside: async () => redirectWithCookies("/", [endedVisitCookie()]) },
});

export default function SampleDoor() {
  const { workspaceHref } = useLoaderData<typeof loader>();
  const { visit: t } = useMessages();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <AuthCard title={t.title} lead={t.lead}>
        <OpenSample />
      </AuthCard>
    </PublicLayout>
  );
}
