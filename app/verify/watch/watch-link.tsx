import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors } from "#app/access/actor.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { AuthCard } from "#app/kit/auth-card.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Button, ButtonAnchor } from "#app/kit/plain-button.tsx";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { countLink } from "./count-link.server.ts";
import { confirmWatch, findWatch, stopWatch } from "./report-watch.server.ts";

export const handle = STATIC_PAGE;
export const headers = () => LINK_HEADERS;
/** The same title for every report, so that browser tabs don't reveal which one is watched. */
export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.watch.link.title);

/** What a link is for. Opening it changes nothing, because mail filters open links too. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const token = params.token ?? "";
    await countLink(context.clientAddress, token);
    const watch = await (await doors()).withSystem((tx) => findWatch(tx, token));
    return watch ? data({ number: watch.number, isConfirmed: watch.isConfirmed }) : data(null, { status: 404 });
  });

const LinkActions = defineActions({
  confirm: { right: "public.use", schema: z.object({}) },
  stop: { right: "public.use", schema: z.object({}) },
});

export const action = publicAction(LinkActions, {
  confirm: {
    outside: async ({ request, params, clientAddress }) => {
      const token = params.token ?? "";
      await countLink(clientAddress, token);
      const done = await (await doors()).withSystem(async (tx) => {
        const number = (await findWatch(tx, token))?.number ?? null;
        return { number, status: await confirmWatch(tx, token) };
      });
      // A confirmed link shows the same page when it is opened again.
      if (done.number === null || done.status === "current") return new URL(request.url).pathname;
      return { ended: done.number, stopped: null };
    },
  },
  stop: {
    outside: async ({ request, params, clientAddress }) => {
      const token = params.token ?? "";
      await countLink(clientAddress, token);
      const number = await (await doors()).withSystem((tx) => stopWatch(tx, token));
      return number === null ? new URL(request.url).pathname : { ended: null, stopped: number };
    },
  },
});

export default function WatchLink() {
  return (
    <PublicLayout>
      <Step />
    </PublicLayout>
  );
}

function Step() {
  const watch = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { link, page, section } = useMessages().watch;
  const done = answer && "ended" in answer ? answer : null;
  if (done?.stopped)
    return <End title={link.stoppedTitle(done.stopped)} lead={link.stoppedLead} number={done.stopped} />;
  if (done?.ended) return <End title={link.endedTitle(done.ended)} lead={link.endedLead} number={done.ended} />;
  if (!watch) return <End title={link.deadTitle} lead={link.deadLead} number={null} />;
  const { number, isConfirmed } = watch;
  return (
    <AuthCard
      title={isConfirmed ? link.watchingTitle(number) : link.confirmTitle(number)}
      lead={
        <>
          {section.text}
          <SentenceGap />
          {page.follow}
        </>
      }
      footer={
        <p>
          <a href={`/verify/${number}`} className="text-link">
            {page.report}
          </a>
        </p>
      }
    >
      <form method="post" className="space-y-3">
        {!isConfirmed && (
          <Button name="intent" value="confirm" size="large" isWide>
            {link.confirm}
          </Button>
        )}
        <Button name="intent" value="stop" variant="secondary" size="large" isWide>
          {isConfirmed ? link.stop : link.refuse}
        </Button>
        <p className="text-12 text-muted">{section.data}</p>
      </form>
    </AuthCard>
  );
}

function End({ title, lead, number }: { title: string; lead: string; number: string | null }) {
  const { link, page } = useMessages().watch;
  return (
    <AuthCard title={title} lead={lead}>
      <ButtonAnchor href={number ? `/verify/${number}` : "/verify"} variant="primary" size="large" isWide>
        {number ? page.report : link.find}
      </ButtonAnchor>
    </AuthCard>
  );
}
