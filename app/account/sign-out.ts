import { redirect } from "@remix-run/node";
import { z } from "zod";
import { signOut } from "#app/access/account.server.ts";
import { accountHeaders, auth, redirectWithCookies } from "#app/access/session.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";

export const loader = () => redirect("/");

const SignOutActions = defineActions({ "sign-out": { right: "public.use", schema: z.object({}) } });

/** Ends the session in the database and in the browser. */
export const action = publicAction(SignOutActions, {
  "sign-out": {
    outside: async ({ request, clientAddress }) => {
      const cookies = await signOut(await auth(), accountHeaders(request, clientAddress));
      return redirectWithCookies("/", cookies);
    },
  },
});
