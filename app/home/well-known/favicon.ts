import { redirect } from "@remix-run/node";

/** For clients that still request `/favicon.ico`. */
export const loader = () =>
  redirect("/favicon.svg", { status: 308, headers: { "Cache-Control": "public, max-age=86400" } });
