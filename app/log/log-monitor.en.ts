/** What `truetonne log monitor` says. */
const logMonitor = {
  usage: `Usage: truetonne log monitor URL [--state FILE] [--keys FILE] [--every SECONDS] [--all] [--json] [--language en|zh]

Follows a transparency log from outside, such as https://reports.example/log: the signature of its checkpoint, that it
continues what was seen before, that every new entry has the hash which the tiles state and nothing is missing, that all of
it leads to the signed root, and that the keys now published are those last stated in the log.

  --state FILE      what was seen; made at the first run, and from then on each run goes on from it
  --keys FILE       judge by these keys (keys.json of a bundle, or a verifier key a line), not by those published now
  --every SECONDS   go on until stopped, looking every so many seconds (at least 5)
  --all             read the log again from its first entry
  --json            one JSON object a round

Exit code 0: the log is as it must be · 1: it is not; what is wrong is named · 2: bad usage, no answer, or a state that
can't be read. Where the log contradicts itself, both signed checkpoints are kept beside the state as evidence.
`,
  good: (origin: string, size: string, added: string) =>
    `${origin}: ${size} entries, ${added} of them new; signed, whole and continuing what was seen`,
  first: (origin: string, size: string) =>
    `${origin}: ${size} entries, read from the first; signed and whole. Whether it showed others something else can't be told from one look`,
  witnesses: (names: string) => `cosigned by ${names}`,
  keys: (keys: string) => `judged by the keys published now: ${keys}`,
  unreachable: (address: string) => `no usable answer from ${address}; nothing can be said of the log`,
  unreadable: (file: string) => `${file} can't be read, or is not what this program wrote`,
  evidence: (file: string) => `both checkpoints are kept in ${file}: show them to others`,
  faults: {
    wrong_signature: (f: Record<string, string>) =>
      `the checkpoint is not signed by a known key of the log (${f.reason})`,
    regression: (f: Record<string, string>) => `REGRESSION: the log had ${f.from} entries and now states ${f.to}`,
    fork: (f: Record<string, string>) =>
      `FORK: two histories of the first ${f.size} entries: root ${f.before} before, and what is signed now does not continue it (${f.now})`,
    other_log: (f: Record<string, string>) => `OTHER LOG: it was ${f.before}, and is ${f.now} now`,
    gap: (f: Record<string, string>) => `GAP: ${f.path} is missing or incomplete`,
    changed_entry: (f: Record<string, string>) =>
      `CHANGED ENTRY ${f.index}: its hash is ${f.found}, the tile states ${f.stated}`,
    changed_tile: (f: Record<string, string>) =>
      `CHANGED TILE ${f.path}: it states ${f.stated} for what gives ${f.found}`,
    unreadable_entry: (f: Record<string, string>) => `ENTRY ${f.index} is not of the form of this log (${f.reason})`,
    keys_not_stated: (f: Record<string, string>) =>
      `KEYS NOT STATED: the keys published now (${f.now}) are not those last stated in the log (${f.stated})`,
  },
};

export default logMonitor;
