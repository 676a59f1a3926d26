import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { countStop } from "./count-stop.server.ts";
import { stopDigest } from "./notice-mail.server.ts";

/** Opened in a browser, it leads to the page with the button. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(`/notifications/stop/${params.token}`);

const StopActions = defineActions({ stop: { right: "public.use", schema: z.looseObject({}) } });

/** Ends the daily summary for the button of a mail program (RFC 8058), which reads only whether it was done. */
export const action = publicAction(StopActions, {
  stop: {
    outside: async ({ params, clientAddress }) => {
      const token = params.token ?? "";
      await countStop(clientAddress, token);
      await (await doors()).withSystem((tx) => stopDigest(tx, token));
      return new Response(null, { status: 204 });
    },
  },
});
