import { redirect } from "@remix-run/node";
import { z } from "zod";
import { localeCookie } from "#app/access/session.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { safePath } from "#app/http/safe-path.ts";
import { LOCALES } from "#app/i18n/index.ts";

export const loader = () => redirect("/");

// An unknown language leads to the front page.
const LanguageForm = z.object({
  locale: z.enum(LOCALES).optional().catch(undefined),
  back: z.string().max(2000).catch("/"),
});
const LanguageActions = defineActions({ choose: { right: "public.use", schema: LanguageForm } });

/** Stores the reader's language in a cookie and returns to the page. */
export const action = publicAction(LanguageActions, {
  choose: {
    outside: async ({ value: { locale, back } }) =>
      locale ? redirect(safePath(back), { headers: { "Set-Cookie": localeCookie(locale) } }) : "/",
  },
});
