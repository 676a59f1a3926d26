import { UUID } from "#app/encoding/uuid.ts";
/** The choices of the page, from its URL or form. */
export interface ApplyChoice {
  client: string;
  facilityIds: string[];
  year: string;
  ownerId: string;
  withPolicy: boolean;
}

const PREFIX = "facility-";

/** Facilities are sent as `facility-<id>`, so that any number of them can be read in the same way. */
export function readApplyChoice(fields: Iterable<[string, string]>): ApplyChoice {
  const all = [...fields];
  const textOf = (name: string) => all.find(([key]) => key === name)?.[1].trim() ?? "";
  return {
    client: textOf("client"),
    facilityIds: all.flatMap(([key]) => {
      const id = key.slice(PREFIX.length);
      return key.startsWith(PREFIX) && UUID.test(id) ? [id] : [];
    }),
    year: textOf("year"),
    ownerId: textOf("owner"),
    withPolicy: textOf("withPolicy") !== "",
  };
}

export function readYear(text: string): number | null {
  return /^(20\d\d|2100)$/.test(text) ? Number(text) : null;
}
