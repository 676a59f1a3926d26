/** The key with which a workspace signs its reports. */
const key = {
  title: "Signing key",
  about:
    "Reports of this workspace are signed with its own key. The key is created with the first report. The public log shows it to everyone, with the name of the issuer. This installation holds the private key for you, encrypted.",
  see: "Signing key",
  seeAbout: "The key that signs your reports. Replace it, or revoke one that was stolen.",
  emptyTitle: "No key yet",
  emptyReason: "The key is created when the first report is issued.",
  state: { current: "In use", retired: "Replaced", revoked: "Revoked" },
  names: (names: string) => `Signs as ${names}.`,
  separator: ", ",
  since: (day: string) => `Created on ${day}.`,
  until: (day: string) => `Replaced on ${day}. What it signed before is still valid.`,
  revokedSince: (day: string) => `Revoked from ${day} on (UTC). Reports that it signed since then don't count.`,
  replace: "Replace key",
  replaceQuestion:
    "The next report is signed with a new key. Earlier reports stay valid. The old private key is deleted. Readers who keep the name of the old key need the new one.",
  stolen: "The key was stolen or misused",
  revokeAbout:
    "Every verification then refuses what this key signed from that day on. Withdraw reports that no longer count and issue them again. You can't undo this.",
  day: "Stolen since",
  dayHint: "The day begins at 00:00 UTC.",
  revoke: "Revoke key",
  public: "What readers see",
  publicAbout: "Your signing identity and your public keys. They stay public after the workspace is deleted.",
  file: { "did.json": "DID document", "jwks.json": "JSON Web Key Set" },
  done: {
    replaced: "The key was replaced.",
    revoked: "The key was revoked. Check which reports have to be issued again.",
  },
  fault: {
    day_invalid: "Enter a day.",
    day_later: "Enter today or an earlier day.",
    no_key: "There is no such key in use. Reload the page.",
  } as Record<string, string>,
};

export default key;
