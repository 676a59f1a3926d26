import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { answerErrors } from "#app/access/actor.server.ts";
import { localeCookie } from "#app/access/session.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { safePath } from "#app/http/safe-path.ts";
import { LOCALES } from "#app/i18n/index.ts";

const LanguageForm = z.object({ locale: z.enum(LOCALES), back: z.string().max(2000).default("/") });

export const loader = () => redirect("/");

/** Keeps the reader's language in a cookie and goes back to the page. */
export const action = ({ request }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, LanguageForm);
    if (!form.ok) return redirect("/");
    return redirect(safePath(form.value.back), { headers: { "Set-Cookie": localeCookie(form.value.locale) } });
  });
