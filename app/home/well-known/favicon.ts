import { redirect } from "@remix-run/node";

/** For programs that look for the sign of a site where it used to be. */
export const loader = () =>
  redirect("/favicon.svg", { status: 308, headers: { "Cache-Control": "public, max-age=86400" } });
