/** The filter of the list from the URL. Invalid values are ignored. */
export interface TimeSearch {
  clientId: string | undefined;
  /** `YYYY-MM` */
  month: string | undefined;
}

export function timeSearchOf(search: URLSearchParams): TimeSearch {
  const [client, month] = [search.get("client") ?? "", search.get("month") ?? ""];
  return {
    clientId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(client) ? client : undefined,
    month: /^[0-9]{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
  };
}
