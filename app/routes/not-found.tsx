import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { answerErrors } from "#app/http/actor.server.ts";

const notFound = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    throw new AppError("not_found");
  });

export const loader = notFound;
export const action = notFound;

export default function NotFound() {
  return null;
}
