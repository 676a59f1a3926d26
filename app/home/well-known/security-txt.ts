import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { publicText } from "#app/http/public-answer.ts";

const DAY = 86_400_000;

/** The contact for security reports (RFC 9116), if the installation has one. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { securityContact, publicUrl } = env();
    if (securityContact === undefined) throw new AppError("not_found");
    // Rounded to a day, so that responses of one day are identical.
    const expires = new Date(Math.floor(Date.now() / DAY + 180) * DAY).toISOString();
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires}`,
      "Preferred-Languages: en, zh",
      `Canonical: ${publicUrl}/.well-known/security.txt`,
    ];
    return publicText(`${lines.join("\n")}\n`, "text/plain; charset=utf-8", 3600);
  });
