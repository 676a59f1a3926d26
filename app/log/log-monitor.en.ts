/** Output of the monitor of a log. */
const logMonitor = {
  usage: (
    program: string,
  ) => `Usage: ${program} log monitor URL [--state FILE] [--keys FILE] [--every SECONDS] [--all] [--json] [--language en|zh]

Monitors a transparency log from outside, such as https://reports.example/log. It checks the signature of the checkpoint.
It checks that the checkpoint continues what was seen before. It checks that no entry is missing and that every new entry
has the hash in the tiles. All of them must lead to the signed root. The keys published now must be the last ones in the log.

  --state FILE      what was seen before. It is created at the first run, and each later run continues from it
  --keys FILE       use these keys (keys.json of a bundle, or one verifier key per line), not those published now
  --every SECONDS   repeat until stopped, with this interval (at least 5)
  --all             read the log again from its first entry
  --json            one JSON object per run

Exit code 0: the log is correct · 1: it is not, and the error is named
          2: bad usage, no answer or an unreadable state file
If the log contradicts itself, both signed checkpoints are kept next to the state file as evidence.
`,
  good: (origin: string, size: string, added: string) =>
    `${origin}: ${size} entries, ${added} of them new. The log is signed, complete and continues what was seen`,
  first: (origin: string, size: string) =>
    `${origin}: ${size} entries, read from the first. The log is signed and complete. A single run can't show whether others saw something else`,
  witnesses: (names: string) => `cosigned by ${names}`,
  keys: (keys: string) => `checked with the keys published now: ${keys}`,
  unreachable: (address: string) => `no usable answer from ${address}, so the log could not be checked`,
  unreadable: (file: string) => `${file} can't be read, or this program did not write it`,
  evidence: (file: string) => `both checkpoints are kept in ${file}. Show them to others`,
  faults: {
    wrong_signature: (f: Record<string, string>) =>
      `the checkpoint is not signed by a known key of the log (${f.reason})`,
    regression: (f: Record<string, string>) => `REGRESSION: the log had ${f.from} entries and now states ${f.to}`,
    fork: (f: Record<string, string>) =>
      `FORK: two histories of the first ${f.size} entries. The root was ${f.before}, and what is signed now does not continue it (${f.now})`,
    other_log: (f: Record<string, string>) => `OTHER LOG: it was ${f.before}, and is ${f.now} now`,
    gap: (f: Record<string, string>) => `GAP: ${f.path} is missing or incomplete`,
    changed_entry: (f: Record<string, string>) =>
      `CHANGED ENTRY ${f.index}: its hash is ${f.found}, but the tile states ${f.stated}`,
    changed_tile: (f: Record<string, string>) =>
      `CHANGED TILE ${f.path}: it states ${f.stated}, but its content gives ${f.found}`,
    unreadable_entry: (f: Record<string, string>) =>
      `UNREADABLE ENTRY ${f.index}: it doesn't have the format of this log (${f.reason})`,
    keys_not_stated: (f: Record<string, string>) =>
      `KEYS NOT STATED: the keys published now (${f.now}) are not the last ones in the log (${f.stated})`,
  },
};

export default logMonitor;
