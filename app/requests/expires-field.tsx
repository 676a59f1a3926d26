import { utcDay } from "#app/day/day.ts";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { DataRequestView } from "./data-request-view.ts";

/** Defaults to the current expiry date, or a later one if the link has expired. */
export function ExpiresField({ request, id }: { request: DataRequestView["request"]; id: string }) {
  const { dataRequest: t } = useMessages();
  const day = request.isOpen ? request.expiresAt : request.defaultExpires;
  return (
    <TextField label={t.expires} id={id} name="expires" type="date" required defaultValue={utcDay(new Date(day))} />
  );
}
