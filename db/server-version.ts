/** The oldest supported PostgreSQL; the tests run on it. */
export const OLDEST_POSTGRES = 15;

/** Version of a server: `server_version_num`, whose last four digits are the minor version, and its name. */
export interface ServerVersion {
  number: number;
  name: string;
}

/** @throws Error if the server is older than supported */
export function assertPromised({ number, name }: ServerVersion): void {
  if (Math.floor(number / 10_000) >= OLDEST_POSTGRES) return;
  throw new Error(
    `the database is PostgreSQL ${name}, and Truetonne needs PostgreSQL ${OLDEST_POSTGRES} or newer: upgrade the server or name another one in DATABASE_URL and DATABASE_OWNER_URL; nothing was changed`,
  );
}
