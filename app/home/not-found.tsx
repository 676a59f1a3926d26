import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";

const notFound = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    throw new AppError("not_found");
  });

export const loader = notFound;
export const action = notFound;

export default function NotFound() {
  return null;
}
