/** The oldest PostgreSQL that is promised; the tests run on it. */
export const OLDEST_POSTGRES = 15;

/** What a server says of itself: `server_version_num`, of which the major version is all but four digits, and its name. */
export interface ServerVersion {
  number: number;
  name: string;
}

/** @throws Error where the server is older than promised */
export function assertPromised({ number, name }: ServerVersion): void {
  if (Math.floor(number / 10_000) >= OLDEST_POSTGRES) return;
  throw new Error(
    `the database is PostgreSQL ${name}, and Truetonne needs PostgreSQL ${OLDEST_POSTGRES} or newer: upgrade the server or name another one in DATABASE_URL and DATABASE_OWNER_URL; nothing was changed`,
  );
}
