/** What the page that applies a package was asked for, by its address or its form. */
export interface ApplyChoice {
  client: string;
  facilityIds: string[];
  /** As it was typed. */
  year: string;
  ownerId: string;
  withPolicy: boolean;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PREFIX = "facility-";

/** Facilities come as `facility-<id>`, so that a form with any number of them is read the same way. */
export function readApplyChoice(fields: Iterable<[string, string]>): ApplyChoice {
  const all = [...fields];
  const textOf = (name: string) => all.find(([key]) => key === name)?.[1].trim() ?? "";
  return {
    client: textOf("client"),
    facilityIds: all.flatMap(([key]) => {
      const id = key.slice(PREFIX.length);
      return key.startsWith(PREFIX) && ID.test(id) ? [id] : [];
    }),
    year: textOf("year"),
    ownerId: textOf("owner"),
    withPolicy: textOf("withPolicy") !== "",
  };
}

/** The year as a number, from 2000 to 2100; null for anything else. */
export function readYear(text: string): number | null {
  return /^(20\d\d|2100)$/.test(text) ? Number(text) : null;
}
