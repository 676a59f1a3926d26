import { prepareDatabase } from "#app/database/prepare.server.ts";
import { explainError } from "#app/encoding/errors.ts";
import { readEnv } from "#app/environment/env.server.ts";

/** `npm run migrate`: migrates the database to this build's schema and adds new factors to the library. */
async function main(): Promise<void> {
  await prepareDatabase(readEnv(process.env), (line) => console.log(line));
  console.log("the database is up to date");
}

main().catch((error: unknown) => {
  console.error(explainError(error));
  process.exit(1);
});
