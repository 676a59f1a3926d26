import { CHECKER } from "#app/log/checker-name.ts";
import { type Caller, localeOfTerminal } from "../caller.ts";
import * as detail from "../detail.ts";
import { endWithReader } from "../end-with-reader.ts";
import * as log from "../log.ts";
import * as pack from "../pack.ts";
import * as trail from "../trail.ts";
import * as verify from "../verify.ts";

/** Commands for other files than reports. A report with such a name is verified as `./pack`. */
const COMMANDS = { detail, log, pack, trail };

async function main(argv: string[]): Promise<number> {
  const program = `node ${CHECKER}`;
  const locale = localeOfTerminal(process.env, Intl.DateTimeFormat().resolvedOptions().locale);
  const caller: Caller = { program, verify: program, locale };
  const [name = "", ...rest] = argv;
  endWithReader();
  return Object.hasOwn(COMMANDS, name)
    ? COMMANDS[name as keyof typeof COMMANDS].run(rest, caller)
    : verify.run(argv, caller);
}

// Not awaited here: the parts that are loaded on demand are in this file too, after this line.
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
