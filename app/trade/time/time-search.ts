import { UUID } from "#app/encoding/uuid.ts";
/** The filter of the list from the URL. Invalid values are ignored. */
export interface TimeSearch {
  clientId: string | undefined;
  orderId: string | undefined;
  /** `YYYY-MM` */
  month: string | undefined;
}

export function timeSearchOf(search: URLSearchParams): TimeSearch {
  const valid = (name: string, form: RegExp) => {
    const typed = search.get(name) ?? "";
    return form.test(typed) ? typed : undefined;
  };
  return {
    clientId: valid("client", UUID),
    orderId: valid("order", UUID),
    month: valid("month", /^[0-9]{4}-(0[1-9]|1[0-2])$/),
  };
}
